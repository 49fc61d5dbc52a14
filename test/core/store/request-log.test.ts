import { describe, expect, test } from 'vitest';
import type { TrafficFilter } from '../../../src-core/contracts/operations.ts';
import type { RequestLog } from '../../../src-core/ports/request-log.ts';
import { draft, logRecord, start } from './store-drafts.ts';
import { openTestStore } from './store-support.ts';

const list = (log: RequestLog, filter: TrafficFilter = {}, sort: 'newest' | 'oldest' = 'oldest') =>
  log.list({ filter, sort, cursor: null, limit: 100 });
const ids = (log: RequestLog, filter: TrafficFilter = {}, sort: 'newest' | 'oldest' = 'oldest') =>
  list(log, filter, sort)
    .items.map((row) => row.id)
    .join('');

describe('the request log', () => {
  test('gives back what was appended, whole', () => {
    const { log } = openTestStore();
    const full = logRecord('a', {
      at: start + 0.5,
      cacheStatus: 'hit',
      match: 'exact',
      reason: 'exact_match',
      recorded: 'not_applicable',
      streamed: true,
      savedMs: 812.5,
      similarity: 0.97,
      confidence: 0.99,
      semantic: { target: 0.97, obstacle: null, candidates: [] },
      entryId: 'e1',
      recordDetail: 'finish reason: length',
      requestHeaders: [
        { name: 'x', value: '1' },
        { name: 'x', value: '"quoted" \u0000 é' },
      ],
    }).detail;
    const bare = logRecord('b', {
      dialect: null,
      model: null,
      reason: 'own_error',
      cacheStatus: 'bypass',
      errorCode: 'upstream_timeout',
      status: null,
      firstByteMs: null,
      usage: null,
      keyParts: [],
      requestHeaders: [],
      responseHeaders: [],
    }).detail;
    log.append([full, bare].map((detail) => ({ detail, hit: null })));
    expect([log.get('a'), log.get('b'), log.get('c')]).toEqual([full, bare, undefined]);
    const {
      keyParts: _keyParts,
      semantic: _semantic,
      nearest: _nearest,
      recordDetail: _detail,
      requestHeaders: _in,
      responseHeaders: _out,
      ...row
    } = full;
    expect(list(log, { cacheStatus: ['hit'] })).toEqual({ items: [row], nextCursor: null, total: 1 });
  });

  test('counts the hits of a batch on their entries', async () => {
    const { answers, log } = openTestStore();
    const stored = await answers.put(draft('a'));
    const entryId = stored.stored ? stored.id : '';
    log.append([
      { ...logRecord('r1'), hit: { entryId, requestId: 'r1', at: start + 5, match: 'exact' } },
      { ...logRecord('r2'), hit: { entryId, requestId: 'r2', at: start + 3, match: 'exact' } },
      { ...logRecord('r3'), hit: { entryId: 'gone', requestId: 'r3', at: start, match: 'exact' } },
    ]);
    expect(answers.get(entryId)).toMatchObject({ hits: 2, lastHitAt: start + 5 });
    expect(list(log).total).toBe(3);
  });

  test('a request appended twice is one row', () => {
    const { log, failures } = openTestStore();
    log.append([logRecord('a', { status: 200 }), logRecord('a', { status: 500 })]);
    log.append([logRecord('a'), logRecord('b')]);
    log.append([]);
    expect(ids(log)).toBe('ab');
    expect(log.get('a')?.status).toBe(200);
    expect(failures).toEqual([]);
  });

  test('a row that can never be written is dropped and counted, the rest of its batch kept', () => {
    const { log, failures } = openTestStore();
    log.append([logRecord('a'), logRecord('broken', { totalMs: Number.NaN }), logRecord('b')]);
    expect(ids(log)).toBe('ab');
    expect(failures).toEqual(['log_row_refused']);
  });

  test('lists by time both ways, in pages that do not shift when rows come in', () => {
    const { log } = openTestStore();
    log.append(Array.from('abcdefg').map((id, index) => logRecord(id, { at: start + Math.floor(index / 2) })));
    expect([ids(log, {}, 'oldest'), ids(log, {}, 'newest')]).toEqual(['abcdefg', 'gfedcba']);
    let seen = '';
    let cursor: string | null = null;
    do {
      const page = log.list({ filter: { model: ['gpt-4o-mini'] }, sort: 'newest', cursor, limit: 3 });
      seen += page.items.map((row) => row.id).join('');
      cursor = page.nextCursor;
      log.append([logRecord(`after ${seen}`, { at: start + 99 })]);
    } while (cursor !== null);
    expect(seen).toBe('gfedcba');
  });

  test('refuses a cursor of another order', () => {
    const { log } = openTestStore();
    log.append([logRecord('a'), logRecord('b')]);
    const { nextCursor } = log.list({ filter: {}, sort: 'newest', cursor: null, limit: 1 });
    expect(() => log.list({ filter: {}, sort: 'oldest', cursor: nextCursor, limit: 1 })).toThrow(
      expect.objectContaining({ code: 'invalid_params' }),
    );
  });

  test.each<[string, TrafficFilter, string]>([
    ['nothing', {}, 'abcde'],
    ['blank text', { text: ' ' }, 'abcde'],
    ['status', { cacheStatus: ['hit'] }, 'ae'],
    ['statuses', { cacheStatus: ['hit', 'bypass'] }, 'ace'],
    ['no status', { cacheStatus: [] }, ''],
    ['match', { match: ['exact'] }, 'e'],
    ['not match', { not: { match: ['exact'] } }, 'abcd'],
    ['reason', { reason: ['own_error'] }, 'c'],
    ['ids', { id: ['a', 'd', 'z'] }, 'ad'],
    ['project', { project: ['x'] }, 'b'],
    ['model', { model: ['m'] }, 'b'],
    ['not model', { not: { model: ['m'] } }, 'acde'],
    ['upstream', { upstream: ['groq'] }, 'c'],
    ['client', { client: ['curl'] }, 'd'],
    ['HTTP status', { status: [200, 429] }, 'abde'],
    ['not HTTP status', { not: { status: [200] } }, 'cd'],
    ['errors', { errorsOnly: true }, 'cd'],
    ['not only errors', { errorsOnly: false }, 'abcde'],
    ['entry', { entryId: ['ENTRY'] }, 'a'],
    ['not entry', { not: { entryId: ['ENTRY'] } }, 'bcde'],
    ['words of the entry', { text: 'capital fran' }, 'a'],
    ['part of the path', { text: 'EMBED' }, 'b'],
    ['a sign of LIKE', { text: '%' }, 'e'],
    ['text and status', { text: 'v1', cacheStatus: ['hit'] }, 'ae'],
  ])('filters by %s', async (_, filter, expected) => {
    const { answers, log } = openTestStore();
    const stored = await answers.put(draft('a', { promptText: 'capital of France' }));
    const entryId = stored.stored ? stored.id : '';
    const withId = (values: string[] | undefined) => values?.map((value) => (value === 'ENTRY' ? entryId : value));
    log.append([
      logRecord('a', { at: start, cacheStatus: 'hit', entryId }),
      logRecord('b', { at: start + 1, project: 'x', model: 'm', path: '/v1/embeddings' }),
      logRecord('c', {
        at: start + 2,
        cacheStatus: 'bypass',
        reason: 'own_error',
        upstream: 'groq',
        status: null,
        errorCode: 'internal',
        model: null,
      }),
      logRecord('d', { at: start + 3, client: 'curl', status: 429 }),
      logRecord('e', { at: start + 4, cacheStatus: 'hit', match: 'exact', path: '/v1/100%' }),
    ]);
    const { entryId: wanted, not, ...others } = filter;
    const resolved: TrafficFilter = {
      ...others,
      ...(wanted === undefined ? {} : { entryId: withId(wanted) }),
      ...(not === undefined ? {} : { not: { ...not, ...(not.entryId ? { entryId: withId(not.entryId) } : {}) } }),
    };
    expect(ids(log, resolved)).toBe(expected);
    expect(list(log, resolved).total).toBe(expected.length);
  });

  test('rows whose entry was removed are not found by its words', async () => {
    const { answers, log } = openTestStore();
    const stored = await answers.put(draft('a', { promptText: 'capital' }));
    log.append([logRecord('a', { entryId: stored.stored ? stored.id : null })]);
    expect(list(log, { text: 'capital' }).total).toBe(1);
    answers.remove({}, start);
    expect(list(log, { text: 'capital' }).total).toBe(0);
  });

  test('prunes rows too old and the oldest over the limit', () => {
    const { log } = openTestStore();
    log.append(Array.from('abcdef').map((id, index) => logRecord(id, { at: start + index })));
    expect(log.prune({ before: start + 2, maxRows: 3 })).toBe(3);
    expect(ids(log)).toBe('def');
    expect(log.get('a')).toBeUndefined();
    expect(log.prune({ before: start + 2, maxRows: 3 })).toBe(0);
  });
});
