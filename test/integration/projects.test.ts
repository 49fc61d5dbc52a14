import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { tempDir } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';

let chat: ChatCore;
afterEach(() => chat.stop());
const team = { path: '/p/team/v1/chat/completions' };

describe('a project', () => {
  test('is named by path or header, the header first, and has answers of its own', async () => {
    chat = await startChatCore();
    await chat.ask('q', {}, team);
    expect(outcomeOf(await chat.ask('q'))).toBe('miss not_found');
    expect(outcomeOf(await chat.ask('q', { 'x-semcache-project': 'team' }))).toBe('hit exact exact_match');
    expect(outcomeOf(await chat.ask('q', { 'x-semcache-project': 'other' }, team))).toBe('miss not_found');
    expect(chat.upstream.seen.every(({ headers }) => headers['x-semcache-project'] === undefined)).toBe(true);
    const { items } = await chat.semcache.ask('traffic.list', {});
    expect(items.map(({ project }) => project).toSorted()).toEqual(['default', 'other', 'team', 'team']);
  });

  test('has a mode of its own, except from pause and replay-only, which are said for everything', async () => {
    chat = await startChatCore();
    await chat.ask('q', {}, team);
    expect(await chat.semcache.ask('mode.set', { mode: 'pause', project: 'team' })).toEqual({
      mode: 'live',
      projects: [{ name: 'team', mode: 'pause' }],
    });
    expect(outcomeOf(await chat.ask('q', {}, team))).toBe('bypass caching_paused');
    await chat.ask('q');
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
    await chat.semcache.ask('mode.set', { mode: 'refresh', project: 'team' });
    expect(outcomeOf(await chat.ask('q', {}, team))).toBe('refresh refresh_requested');
    await chat.semcache.ask('mode.set', { mode: 'replay-only' });
    expect(outcomeOf(await chat.ask('q', {}, team))).toBe('hit exact exact_match');
    await chat.semcache.ask('mode.set', { mode: 'live' });
    expect(await chat.semcache.ask('mode.set', { mode: null, project: 'team' })).toEqual({
      mode: 'live',
      projects: [],
    });
    await expect(chat.semcache.ask('mode.set', { mode: null })).rejects.toThrow('invalid_params');
  });

  test('replay-only of a project holds for it whatever a request says', async () => {
    chat = await startChatCore({ projects: { team: { mode: 'replay-only' } } });
    const answers = await Promise.all([
      chat.ask('q', { 'x-semcache-mode': 'live' }, team),
      chat.ask('q', { 'x-semcache-mode': 'bypass' }, team),
      chat.ask('q', { 'x-semcache-project': 'elsewhere' }, team),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([504, 504, 200]);
  });

  test('is listed with what it has for itself and what it brought', async () => {
    chat = await startChatCore();
    await chat.semcache.ask('projects.set', { name: 'team', settings: { ttlMs: 60_000, samples: 2, level: 'strict' } });
    await chat.semcache.ask('projects.set', { name: 'gone', settings: { pace: 'recorded' } });
    await chat.semcache.ask('projects.set', { name: 'gone', settings: null });
    await chat.semcache.ask('mode.set', { mode: 'prefer-cache', project: 'team' });
    await chat.ask('q');
    await chat.ask('q');
    expect((await chat.semcache.ask('projects.list', {})).items).toEqual([
      {
        name: 'team',
        settings: { mode: 'prefer-cache', ttlMs: 60_000, samples: 2, level: 'strict' },
        requests: 0,
        hits: 0,
      },
      { name: 'default', settings: {}, requests: 2, hits: 1 },
    ]);
    await expect(chat.semcache.ask('projects.set', { name: 'a b', settings: null })).rejects.toThrow('invalid_params');
  });

  test('keeps within its own room', async () => {
    const words = (length: number): string =>
      Array.from({ length }, (_, index) => ((index * 2_654_435_761) % 4_294_967_296).toString(36)).join(' ');
    chat = await startChatCore({ projects: { team: { maxBytes: 1024 * 1024 } } });
    for (const prefix of ['a', 'b', 'c', 'd']) {
      await chat.ask(`${prefix} ${words(100_000)}`, {}, team);
      await chat.ask(`${prefix} ${words(1000)}`);
    }
    const count = async (project: string) =>
      chat.semcache.ask('entries.clear', { filter: { project: [project] }, dryRun: true });
    const [own, others] = [await count('team'), await count('default')];
    expect([own.bytes <= 1024 * 1024, own.count < 4, own.count > 0, others.count]).toEqual([true, true, true, 4]);
  });
});

describe('precision', () => {
  const modelsDir = join(import.meta.dirname, '..', '..', 'models');
  const stored = 'How do I rename a git branch?';
  const near = 'How can I rename a git branch?';

  test('a request chooses its target, or identical requests only; a project its level', async () => {
    chat = await startChatCore(
      { matching: { level: 'balanced' }, projects: { exact: { level: 'off' }, strict: { level: 'strict' } } },
      { modelsDir },
    );
    await chat.semcache.core.settled();
    for (const project of ['default', 'exact', 'strict']) await chat.ask(stored, { 'x-semcache-project': project });
    await chat.semcache.core.settled();
    const targetOf = async (headers: Record<string, string>): Promise<unknown> => {
      const answer = await chat.ask(near, { 'x-semcache-mode': 'replay-only', ...headers });
      const id = String(answer.headers['x-semcache-request']);
      const { semantic } = await chat.semcache.ask('traffic.get', { id });
      return [answer.headers['x-cache-match'] ?? answer.headers['x-cache-reason'], semantic?.target];
    };
    expect(await targetOf({})).toEqual(['semantic', 0.97]);
    expect(await targetOf({ 'x-semcache-threshold': '0.9' })).toEqual(['semantic', 0.9]);
    expect(await targetOf({ 'x-semcache-threshold': '0.999' })).toEqual(['not_in_cache', 0.999]);
    expect(await targetOf({ 'x-semcache-project': 'strict' })).toEqual([expect.any(String), 0.99]);
    expect(await targetOf({ 'x-semcache-project': 'strict', 'x-semcache-threshold': '0.95' })).toEqual([
      'semantic',
      0.95,
    ]);
    expect(await targetOf({ 'x-semcache-project': 'exact' })).toEqual(['not_in_cache', undefined]);
    expect(outcomeOf(await chat.ask(near, { 'x-semcache-mode': 'exact-only' }))).toBe('miss not_found');
    expect(outcomeOf(await chat.ask(stored, { 'x-semcache-mode': 'exact-only' }))).toBe('hit exact exact_match');
  });

  test('an expired answer does not stand before a fresh one that serves as well', async () => {
    chat = await startChatCore({ matching: { level: 'balanced' } }, { modelsDir });
    await chat.semcache.core.settled();
    await chat.ask(stored, { 'x-semcache-ttl': '1m' });
    await chat.ask('How would I rename a git branch?', { 'x-semcache-mode': 'refresh' });
    await chat.semcache.core.settled();
    expect(outcomeOf(await chat.ask(near))).toBe('hit semantic semantic_match');
    chat.semcache.clock.advance(61_000);
    const hit = await chat.ask(near);
    expect([outcomeOf(hit), hit.headers['age']]).toEqual(['hit semantic semantic_match', '61']);
    const { items } = await chat.semcache.ask('entries.list', { filter: { stale: false } });
    expect(hit.headers['x-semcache-entry']).toBe(items[0]?.id);
    chat.semcache.clock.advance(31 * 24 * 60 * 60_000);
    expect(outcomeOf(await chat.ask(near, { 'x-semcache-mode': 'prefer-cache' }))).toBe(
      'stale semantic expired_accepted',
    );
    expect(outcomeOf(await chat.ask(near))).toBe('miss expired');
  });

  test.each([
    ['the owner', { cache: { mode: 'replay-only' as const } }, {}],
    ['the project', { projects: { default: { mode: 'replay-only' as const } } }, {}],
    ['the request', {}, { 'cache-control': 'only-if-cached' }],
  ])(
    'an answer by meaning is not checked against the upstream while %s holds requests back',
    async (_, held, headers) => {
      chat = await startChatCore({ matching: { level: 'balanced' }, shadow: { share: 1 } }, { modelsDir });
      await chat.semcache.core.settled();
      await chat.ask(stored);
      await chat.semcache.core.settled();
      if ('cache' in held) await chat.semcache.ask('settings.set', { patch: held });
      if ('projects' in held)
        await chat.semcache.ask('projects.set', { name: 'default', settings: held.projects.default });
      expect(outcomeOf(await chat.ask(near, headers))).toBe('hit semantic semantic_match');
      await chat.semcache.core.settled();
      expect(chat.upstream.seen).toHaveLength(1);
    },
  );

  test('what may not be fetched names the nearest stored request by meaning, below the target too', async () => {
    chat = await startChatCore({ matching: { level: 'balanced' } }, { modelsDir });
    await chat.semcache.core.settled();
    await chat.ask(stored);
    await chat.semcache.core.settled();
    const refused = await chat.ask('How do I delete a git branch?', { 'cache-control': 'only-if-cached' });
    expect([refused.status, refused.body.toString()]).toEqual([
      504,
      expect.stringMatching(
        /The nearest by meaning is e_\w+ \\"How do I rename a git branch\?\\" \(cosine 0\.\d{3}\)\./,
      ),
    ]);
  });
});

describe.runIf(process.platform === 'linux')('the calling program', () => {
  /** Lets a program of its own ask twice over one connection, and stay until `rows` are in the log. */
  const runProgram = async (script: string, rows: number): Promise<void> => {
    const folder = tempDir();
    const file = join(folder.path, script);
    const body = JSON.stringify({ model: 'gpt-test', messages: [{ role: 'user', content: 'q' }] });
    writeFileSync(
      file,
      `for (let i = 0; i < 2; i += 1) {
        const answer = await fetch(process.argv[2], { method: 'POST', body: ${JSON.stringify(body)} });
        await answer.text();
      }
      process.stdin.resume();`,
    );
    const program = spawn(process.execPath, [file, `${chat.semcache.url}/v1/chat/completions`, 'sk-argument']);
    await pollUntil(async () => (await chat.semcache.ask('traffic.list', {})).total === rows);
    program.stdin.end();
    await once(program, 'exit');
    folder.remove();
  };

  test('is shown in the log, and is the project of requests that name none, when the owner says so', async () => {
    chat = await startChatCore({ proxy: { callingProcess: 'project' } });
    await runProgram('first.mjs', 2);
    await runProgram('second.mjs', 4);
    const { items } = await chat.semcache.ask('traffic.list', {});
    const rows = items.map(({ client, project, cacheStatus }) => `${client}, ${project}, ${cacheStatus}`);
    expect(rows.toSorted()).toEqual([
      'node first.mjs (node), node-first.mjs, hit',
      'node first.mjs (node), node-first.mjs, miss',
      'node second.mjs (node), node-second.mjs, hit',
      'node second.mjs (node), node-second.mjs, miss',
    ]);
  });

  test('is only shown, or not looked for at all', async () => {
    chat = await startChatCore({ proxy: { callingProcess: 'shown' } });
    await runProgram('shown.mjs', 2);
    await chat.semcache.ask('settings.set', { patch: { proxy: { callingProcess: 'off' } } });
    await runProgram('hidden.mjs', 4);
    const { items } = await chat.semcache.ask('traffic.list', {});
    expect(items.map(({ client, project }) => `${client}, ${project}`).toSorted()).toEqual([
      'node shown.mjs (node), default',
      'node shown.mjs (node), default',
      'node, default',
      'node, default',
    ]);
  });
});
