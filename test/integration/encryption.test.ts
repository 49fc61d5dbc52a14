import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SettingsFile } from '../../src-core/contracts/settings.ts';
import { runCore, tempDir, type RunningCore } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { outcomeOf } from '../support/chat-core.ts';
import { shippedModels } from '../support/model-hub.ts';

const stored = 'How do I reverse a list in Zanzipython?';
const asked = 'How can I reverse a list in Zanzipython?';
const vetoed = 'How do I reverse a list in Zanziperl?';
/** Said in the conversation, and by the model. */
const [said, answered] = ['Okapisaid', 'Giraffeanswered'];
const words = ['Zanzipython', 'Zanziperl', said, answered];

describe('encryption at rest, with the shipped models', { timeout: 60_000 }, () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let place: { path: string; remove: () => void };
  let keyPlace: { path: string; remove: () => void };
  let keyFile: string;

  const start = async (privacy: SettingsFile['privacy'], env = keyFile) => {
    semcache = await runCore(
      {
        matching: { level: 'relaxed' },
        proxy: { defaultUpstream: 'here' },
        upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
        shadow: { share: 1 },
        ...(privacy === undefined ? {} : { privacy }),
      },
      { modelsDir: shippedModels, dataDir: place.path, env: { SEMCACHE_KEY_FILE: env } },
    );
    await semcache.core.settled();
  };
  const ask = async (text: string) => {
    const response = await postJson(
      `${semcache.url}/v1/chat/completions`,
      {
        model: 'gpt-test',
        messages: [
          { role: 'system', content: said },
          { role: 'user', content: text },
        ],
      },
      { authorization: 'Bearer sk-one' },
    );
    await semcache.core.settled();
    return response;
  };
  /** An entry, a hit by meaning with its check and mark, a veto with its words, an explained miss. */
  const session = async (): Promise<string[]> => {
    const outcomes = [await ask(stored), await ask(stored), await ask(asked), await ask(vetoed)].map(outcomeOf);
    const { items } = await semcache.ask('traffic.list', { filter: { match: ['semantic'] } });
    await semcache.ask('feedback.mark', { id: items[0]!.id, verdict: 'right' });
    return outcomes;
  };
  const encrypt = async (on: boolean): Promise<void> => {
    await semcache.ask('settings.set', { patch: { privacy: { encryptBodies: on } } });
    await semcache.core.settled();
  };
  /** The words that are anywhere below the data folder, with the files that have them. */
  const leaks = (): string[] =>
    readdirSync(place.path, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .flatMap((file) => {
        const bytes = readFileSync(join(file.parentPath, file.name));
        return words.flatMap((word) =>
          bytes.includes(word) || bytes.includes(word.toLowerCase()) ? [`${file.name}: ${word}`] : [],
        );
      });
  const store = async () => (await semcache.ask('status.get', {})).health.find(({ part }) => part === 'store');

  beforeEach(async () => {
    place = tempDir();
    keyPlace = tempDir();
    keyFile = join(keyPlace.path, 'key');
    writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion(`${answered}: call reverse().`)));
  });
  afterEach(async () => {
    await semcache.core.close({ graceMs: 100 });
    await upstream.close();
    place.remove();
    keyPlace.remove();
  });

  const served = [
    'miss not_found',
    'hit exact exact_match',
    'hit semantic semantic_match',
    expect.stringMatching(/^miss (guard_veto|below_target)$/),
  ];

  test('serves as without it, shows all texts in the console, and leaves no word on disk', async () => {
    await start({ encryptBodies: true });
    expect(await session()).toEqual(served);
    const { items } = await semcache.ask('entries.list', { filter: { text: 'Zanzipython' } });
    expect(items.map((item) => item.promptPreview)).toEqual([stored]);
    const entry = await semcache.ask('entries.get', { id: items[0]!.id });
    expect(entry.answerText).toContain(answered);
    expect(entry.conversation).toContainEqual({ role: 'system', text: said });
    expect(leaks()).toEqual([]);
    await semcache.core.close({ graceMs: 100 });
    expect(leaks()).toEqual([]);
    expect(existsSync(join(place.path, 'vectors'))).toBe(false);

    await start({ encryptBodies: true });
    expect([await ask(stored), await ask(asked)].map(outcomeOf)).toEqual(served.slice(1, 3));
    expect((await semcache.ask('feedback.list', {})).items).toMatchObject([{ stored, asked, verdict: 'right' }]);
    expect((await semcache.ask('entries.list', { filter: { text: 'Zanzipython' } })).total).toBe(1);
    expect(await store()).toEqual({ part: 'store', state: 'ok', reason: null });
  });

  test('turned on later, takes every word off the disk; turned off, all is as it was', async () => {
    await start({});
    expect(await session()).toEqual(served);
    expect(leaks()).not.toEqual([]);
    await encrypt(true);
    expect(leaks()).toEqual([]);
    expect([await ask(stored), await ask(asked)].map(outcomeOf)).toEqual(served.slice(1, 3));
    await encrypt(false);
    expect([await ask(stored), await ask(asked)].map(outcomeOf)).toEqual(served.slice(1, 3));
    expect((await semcache.ask('entries.list', { filter: { text: 'Zanzipython' } })).total).toBe(1);
    expect((await semcache.ask('feedback.list', {})).total).toBe(1);
  });

  test('is refused with the reason where nothing protects the key', async () => {
    chmodSync(keyFile, 0o644);
    await start({});
    await expect(encrypt(true)).rejects.toThrow(/key_store_unavailable: .*others can read it/);
    expect((await semcache.ask('settings.get', {})).settings.privacy.encryptBodies).toBe(false);
  });

  test('with its key lost nothing fails, nothing sealed is served, and the key found again brings everything back', async () => {
    await start({ encryptBodies: true });
    await ask(stored);
    await semcache.core.close({ graceMs: 100 });

    await start({ encryptBodies: true }, join(place.path, 'no-such-file'));
    expect(await store()).toMatchObject({
      state: 'degraded',
      reason: expect.stringMatching(/key is not at hand/) as string,
    });
    const calls = upstream.seen.length;
    expect(outcomeOf(await ask(stored))).toBe('miss not_found');
    expect(upstream.seen.length).toBe(calls + 1);
    const { items } = await semcache.ask('entries.list', {});
    expect(items.map((item) => item.promptPreview)).toEqual(['(encrypted, and its key is not at hand)']);
    const [latest] = (await semcache.ask('traffic.list', {})).items;
    expect(latest).toMatchObject({ recorded: 'store_locked' });
    expect(leaks()).toEqual([]);
    await semcache.core.close({ graceMs: 100 });

    await start({ encryptBodies: true });
    expect(outcomeOf(await ask(stored))).toBe('hit exact exact_match');
  });
});
