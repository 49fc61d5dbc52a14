import { SemcacheError } from '../contracts/errors.ts';
import { operations, type OperationQuery, type OperationResult } from '../contracts/operations.ts';
import type { Diagnostics } from '../contracts/diagnostics.ts';
import type { MatchReplay, MatchReplayParams, MatchTest, MatchTestParams } from '../contracts/match-lab.ts';
import type { Savings } from '../contracts/savings.ts';
import type { EntryDetail, Range, TrafficDetail } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { RequestLog } from '../ports/request-log.ts';
import { bind } from './operations.ts';

export interface RecordOperationDeps {
  now: () => number;
  answers: AnswerStore;
  log: RequestLog;
  settle: () => Promise<void>;
  rowOf: (id: string) => string;
  records: {
    exportCassette: (query: OperationQuery<'cassette.export'>) => OperationResult<'cassette.export'>;
    importCassette: (params: OperationQuery<'cassette.import'>) => Promise<OperationResult<'cassette.import'>>;
    /** What was saved in [from, to). */
    savings: (from: number, to: number) => Promise<Savings>;
    curl: (request: TrafficDetail, entry: EntryDetail | null) => OperationResult<'traffic.curl'>;
    har: (sources: { request: TrafficDetail; entry: EntryDetail | null }[]) => Record<string, unknown>;
    diagnostics: () => Diagnostics;
    testMatch: (params: MatchTestParams) => Promise<MatchTest>;
    replayMatches: (params: MatchReplayParams) => Promise<MatchReplay>;
  };
  changed: (topic: 'entries') => void;
}

const hourMs = 60 * 60 * 1000;
const rangeMs: Record<Range, number> = { '1h': hourMs, '24h': 24 * hourMs, '7d': 168 * hourMs, '30d': 720 * hourMs };

/** Operations that give records away or take them in, and those that add them up. */
export function recordOperations(deps: RecordOperationDeps) {
  const { answers, log, records } = deps;
  const withEntry = (id: string): { request: TrafficDetail; entry: EntryDetail | null } | undefined => {
    const request = log.get(id);
    if (request === undefined) return undefined;
    return { request, entry: request.entryId === null ? null : (answers.get(request.entryId) ?? null) };
  };
  return {
    'cassette.export': bind(operations['cassette.export'], async (query) => {
      await deps.settle();
      return records.exportCassette(query);
    }),
    'cassette.import': bind(operations['cassette.import'], async (params) => {
      const result = await records.importCassette(params);
      if (result.imported > 0) deps.changed('entries');
      return result;
    }),
    'savings.get': bind(operations['savings.get'], async ({ range, from, to }) => {
      await deps.settle();
      // What finished this very millisecond counts.
      const end = to ?? deps.now() + 1;
      return records.savings(from ?? end - rangeMs[range], end);
    }),
    'traffic.curl': bind(operations['traffic.curl'], async ({ id }) => {
      await deps.settle();
      const found = withEntry(deps.rowOf(id));
      if (found === undefined) throw new SemcacheError('not_found', `Nothing has the id "${id.slice(0, 80)}".`);
      return records.curl(found.request, found.entry);
    }),
    'traffic.har': bind(operations['traffic.har'], async ({ filter, cursor, limit }) => {
      await deps.settle();
      const page = log.list({ filter, sort: 'newest', cursor, limit });
      const sources = page.items.flatMap(({ id }) => withEntry(id) ?? []);
      return { har: records.har(sources), nextCursor: page.nextCursor, total: page.total };
    }),
    'match.test': bind(operations['match.test'], async (params) => {
      await deps.settle();
      return records.testMatch(params);
    }),
    'match.replay': bind(operations['match.replay'], async (params) => {
      await deps.settle();
      return records.replayMatches(params);
    }),
    'diagnostics.get': bind(operations['diagnostics.get'], async () => {
      await deps.settle();
      return records.diagnostics();
    }),
  };
}
