import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { AnswerDraft } from '../../../src-core/ports/answer-store.ts';
import { createValueCipher } from '../../../src-core/store/encryption.ts';
import { createDataKey } from '../../../src-core/store/encryption-key.ts';
import { draft, keyOf, logRecord, minute, noise, start } from './store-drafts.ts';
import { openTestStore, tempDir, type TestStore } from './store-support.ts';
import { listAll, put } from './store-under-test.ts';

const key = createDataKey('0a0b0c0d', noise(32, 1));
const otherKey = createDataKey('01020304', noise(32, 2));

/** Words that are in nothing but what users and models said. */
const secrets = [
  'zebracrossing',
  'okapianswer',
  'giraffeturn',
  'tapirbody',
  'lemurasked',
  'guanacoheader',
  'ocelotguard',
];
const [prompt, answer, turn, body, asked, header, guard] = secrets as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

function secretDraft(name: string): AnswerDraft {
  return draft(name, {
    promptText: `${prompt} ${name}`,
    conversation: [
      { role: 'system', text: turn },
      { role: 'user', text: `${prompt} ${name}` },
    ],
    answerText: `${answer} ${name}`,
    requestBody: `{"ask":"${body}"}`,
    body: `{"answer":"${answer} ${name} ${answer.repeat(60)}"}`,
  });
}

/** One of everything that keeps a user's words. */
async function fill(store: TestStore, name: string): Promise<string> {
  const [id = ''] = await put(store.answers, secretDraft(name));
  const request = logRecord(`r_${name}`, {
    recordDetail: guard,
    requestHeaders: [{ name: 'x-note', value: header }],
    semantic: {
      target: 0.97,
      obstacle: null,
      candidates: [
        {
          entryId: id,
          cosine: 0.9,
          logit: 1,
          confidence: 0.9,
          target: 0.97,
          reason: 'x',
          guards: [{ guard: 'names', veto: true, stored: [guard], asked: [asked] }],
        },
      ],
    },
    nearest: { entryId: id, promptPreview: prompt, differences: [] },
    keyParts: [{ name: 'system', value: turn }],
  });
  const hit = { entryId: id, requestId: `r_${name}`, at: start, match: 'semantic' as const, asked: `${asked} ${name}` };
  store.log.append([{ ...request, hit }]);
  store.vectors.put({ id, partition: 'p', text: `${prompt} ${name}`, vector: vectorOf(name) }, 'model');
  const pair = { partition: 'p', stored: `${prompt} ${name}`, asked: `${asked} ${name}`, requestId: `r_${name}` };
  store.marks.set(pair, 'wrong', start);
  store.checks.add({
    at: start,
    requestId: `r_${name}`,
    entryId: id,
    verdict: 'same',
    cosine: null,
    detail: guard,
    storedText: prompt,
    askedText: asked,
    storedAnswer: answer,
    freshAnswer: answer,
    tokens: 1,
    dollars: 0,
  });
  return id;
}

const vectorOf = (name: string): Float32Array => new Float32Array(noise(1536, name.length).buffer.slice(0, 1536));

function finish(store: TestStore): void {
  while (store.encryption.step());
}
function encrypt(store: TestStore, keys = [key]): void {
  store.encryption.use({ encrypt: true, keys });
  finish(store);
}

/** Everything that people and lookups are given of what `fill` stored. */
const everything = (store: TestStore, name: string, id: string) => ({
  found: Buffer.from(store.answers.find(keyOf(name))?.recording.body ?? []).toString(),
  entry: store.answers.get(id),
  list: listAll(store.answers).items,
  searched: listAll(store.answers, { text: `${prompt} ${name}` }).items.map((item) => item.id),
  similar: store.answers.similar({ promptText: `${prompt} ${name}`, conversation: [] }).map((item) => item.id),
  exported: store.answers.export({ filter: {}, cursor: null, limit: 10, now: start }).items,
  request: store.log.get(`r_${name}`),
  hits: store.log.hitsOf({ entryId: id, match: null, cursor: null, limit: 10 }),
  lookups: store.log.lookups({ last: 10, project: null }),
  vector: store.vectors.get(id),
  exactVector: store.vectors.vectorOf(id),
  served: store.marks.served(`r_${name}`),
  mark: store.marks.find({ partition: 'p', stored: `${prompt} ${name}`, asked: `${asked} ${name}` }),
  markCount: [...store.marks.ofEntries([id])],
  marks: store.marks.list({ cursor: null, limit: 10 }),
  checks: store.checks.list({ verdict: null, cursor: null, limit: 10 }),
});

/** Which of the secrets are anywhere in the folder, in any file, as text or as UTF-16. */
function leaks(folder: string): string[] {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  return secrets.filter((secret) =>
    files.some((bytes) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le'))),
  );
}

describe('encryption at rest', () => {
  test('what is stored while it is on is on disk as ciphertext, and reads as if it were not', async () => {
    const plain = openTestStore();
    const sealed = openTestStore();
    encrypt(sealed);
    const ids = [await fill(plain, 'one'), await fill(sealed, 'one')] as const;
    expect(leaks(plain.dataDir)).toEqual(expect.arrayContaining([prompt, asked, header, guard]));
    expect(leaks(sealed.dataDir)).toEqual([]);
    const seen = JSON.stringify(everything(sealed, 'one', ids[1])).replaceAll(ids[1], ids[0]);
    expect(JSON.parse(seen)).toEqual(JSON.parse(JSON.stringify(everything(plain, 'one', ids[0]))));
    expect(sealed.failures).toEqual([]);
  });

  test('what was stored before is rewritten, and nothing of it is left in any file', async () => {
    const store = openTestStore();
    const id = await fill(store, 'one');
    const before = everything(store, 'one', id);
    // What was deleted long ago must not be left in free space either.
    await fill(store, 'gone');
    store.answers.remove({ text: 'gone' }, start);
    store.clock.advance(11 * minute);
    store.answers.purge(store.clock.now());
    const kept = everything(store, 'one', id);
    encrypt(store);
    expect(leaks(store.dataDir)).toEqual([]);
    expect(everything(store, 'one', id)).toEqual(kept);
    expect(before.entry).toEqual(kept.entry);
    store.close();
    expect(leaks(store.dataDir)).toEqual([]);
  });

  test('between any two pieces of the work, in both directions, everything reads the same but for search', async () => {
    const store = openTestStore();
    const ids: string[] = [];
    for (let index = 0; index < 25; index += 1) ids.push(await fill(store, `n${String(index)}`));
    // Search takes turns with the rewriting, and so does what joins by text: the counts of marks.
    const aside = { searched: null, similar: null, markCount: null, hits: null };
    const look = () => [0, 12, 24].map((at) => ({ ...everything(store, `n${String(at)}`, ids[at] ?? ''), ...aside }));
    const before = look();
    for (const encrypting of [true, false]) {
      store.encryption.use({ encrypt: encrypting, keys: [key] });
      do expect(look()).toEqual(before);
      while (store.encryption.step());
    }
    expect(store.failures).toEqual([]);
  });

  test('turned off, everything is plain again and found by the index in the file', async () => {
    const store = openTestStore();
    const id = await fill(store, 'one');
    const before = everything(store, 'one', id);
    encrypt(store);
    await fill(store, 'two');
    store.encryption.use({ encrypt: false, keys: [key] });
    finish(store);
    store.close();
    const again = openTestStore({ dataDir: store.dataDir });
    expect(again.encryption.isOn()).toBe(false);
    const after = everything(again, 'one', id);
    expect({ ...after.entry, searched: after.searched }).toEqual({ ...before.entry, searched: before.searched });
    expect(listAll(again.answers, { text: 'two' }).total).toBe(1);
  });

  test('a restart in the middle of it goes on where it was', async () => {
    const dataDir = tempDir();
    const store = openTestStore({ dataDir });
    const id = await fill(store, 'one');
    const before = everything(store, 'one', id);
    store.encryption.use({ encrypt: true, keys: [key] });
    store.encryption.step();
    store.close();
    const again = openTestStore({ dataDir });
    encrypt(again);
    expect(leaks(dataDir)).toEqual([]);
    expect(everything(again, 'one', id)).toEqual(before);
  });

  test('search finds what earlier runs stored, once the index in memory is filled, and deleting takes it out', async () => {
    const dataDir = tempDir();
    const store = openTestStore({ dataDir });
    encrypt(store);
    await fill(store, 'one');
    store.close();
    const again = openTestStore({ dataDir });
    encrypt(again);
    expect(listAll(again.answers, { text: 'okapians' }).total).toBe(1);
    again.answers.remove({ text: prompt }, start);
    expect(listAll(again.answers, { text: prompt }).total).toBe(0);
    expect(leaks(dataDir)).toEqual([]);
  });

  test('without its key the store opens, serves nothing sealed, stores nothing in plain text, and loses nothing', async () => {
    const dataDir = tempDir();
    const store = openTestStore({ dataDir });
    encrypt(store);
    const id = await fill(store, 'one');
    const before = everything(store, 'one', id);
    store.close();

    const locked = openTestStore({ dataDir });
    encrypt(locked, []);
    expect(locked.encryption.notice()).toMatch(/key is not at hand/);
    expect(await locked.answers.put(secretDraft('two'))).toEqual({ stored: false, reason: 'store_locked' });
    expect(() => locked.marks.set({ partition: 'p', stored: prompt, asked, requestId: 'r' }, 'wrong', start)).toThrow(
      'Encryption is on and its key is not at hand.',
    );
    locked.log.append([
      { ...logRecord('r_x', { recordDetail: guard, requestHeaders: [{ name: 'a', value: header }] }), hit: null },
    ]);
    expect(locked.log.get('r_x')).toMatchObject({ recordDetail: null, requestHeaders: [], keyParts: [] });
    expect(everything(locked, 'one', id)).toMatchObject({
      found: '',
      entry: { id, promptPreview: '(encrypted, and its key is not at hand)', conversation: [] },
      searched: [],
      similar: [],
      exported: [],
      exactVector: undefined,
      mark: null,
    });
    expect(leaks(dataDir)).toEqual([]);
    locked.close();

    const again = openTestStore({ dataDir });
    encrypt(again);
    expect(everything(again, 'one', id)).toEqual(before);
  });

  test('with another key new answers are stored under it, beside those that cannot be opened', async () => {
    const dataDir = tempDir();
    const store = openTestStore({ dataDir });
    encrypt(store);
    await fill(store, 'one');
    store.close();
    const other = openTestStore({ dataDir });
    encrypt(other, [otherKey]);
    expect(other.answers.find(keyOf('one'))).toBeUndefined();
    expect(other.failures).toEqual(['store_entry_sealed']);
    const id = await fill(other, 'two');
    expect(other.answers.get(id)?.answerText).toBe(`${answer} two`);
    other.close();
    const both = openTestStore({ dataDir });
    encrypt(both, [key, otherKey]);
    expect(listAll(both.answers).items.map((item) => item.promptPreview)).toEqual([`${prompt} one`, `${prompt} two`]);
  });

  test('an answer that someone moved under another question is not served', async () => {
    const dataDir = tempDir();
    const store = openTestStore({ dataDir });
    encrypt(store);
    await put(store.answers, secretDraft('one'), secretDraft('two'));
    store.close();
    const connection = new DatabaseSync(join(dataDir, 'semcache.sqlite'));
    connection.exec(`UPDATE bodies SET recording = (SELECT recording FROM bodies ORDER BY entry_seq LIMIT 1)`);
    connection.close();
    const again = openTestStore({ dataDir });
    encrypt(again);
    expect(again.answers.find(keyOf('one'))?.recording.body.byteLength).toBeGreaterThan(100);
    expect(again.answers.find(keyOf('two'))).toBeUndefined();
  });
});

describe('the cipher of values', () => {
  const sealing = createValueCipher();
  sealing.use({ keys: [key], writes: 'sealed', indexes: true });

  test('gives back any text, sealed or plain, even one that looks sealed', () => {
    const plain = createValueCipher();
    for (const text of ['', 'a', '\u0002sAAAA', '\u0002c', '\u0002p', '\u0002', '€ 𝄞 \u0000', 'x'.repeat(9000)]) {
      expect(sealing.readText(sealing.writeText(text, 'here'), 'here')).toBe(text);
      expect(plain.readText(plain.writeText(text, 'here'), 'here')).toBe(text);
      expect(sealing.readComparable(sealing.writeComparable(text))).toBe(text);
      expect(plain.readComparable(plain.writeComparable(text))).toBe(text);
    }
  });

  test('seals the same text differently each time and for one place only', () => {
    const [first, second] = [sealing.writeText('text', 'here'), sealing.writeText('text', 'here')];
    expect(first).not.toBe(second);
    expect(sealing.readText(first, 'there')).toBeUndefined();
  });

  test('notices every changed byte', () => {
    const sealed = Buffer.from(sealing.sealBytes(Buffer.from('text'), 'here'));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = changed[at]! ^ 1;
      expect(sealing.openBytes(changed, 'here')).toBeUndefined();
    }
    expect(sealing.openBytes(sealed.subarray(0, 20), 'here')).toBeUndefined();
  });

  test('seals comparable texts the same each time, and digests so that they cannot be made without the key', () => {
    expect(sealing.writeComparable('text')).toBe(sealing.writeComparable('text'));
    expect(sealing.writeComparable('text')).not.toBe(sealing.writeComparable('texts'));
    expect(sealing.writeDigest('0123456789abcdef')).toMatch(/^(?!0123456789abcdef)[0-9a-f]{16}$/);
  });
});
