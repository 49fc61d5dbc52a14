import { SemcacheError } from '../contracts/errors.ts';
import { operations } from '../contracts/operations.ts';
import type { ProjectSettings, Settings, SettingsPatch, UserUpstream } from '../contracts/settings.ts';
import type { Status, UpstreamTest, UpstreamView } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import type { RequestLog } from '../ports/request-log.ts';
import type { VectorRows } from '../ports/vector-rows.ts';
import { controlOperations } from './control-operations.ts';
import { explain } from './explain.ts';
import { keyOperations, type KeyOperationDeps } from './key-operations.ts';
import { aliasRequest } from './alias-request.ts';
import { markRequest } from './mark-request.ts';
import { modelOperations, type ModelOperationDeps } from './model-operations.ts';
import { bind, type BoundOperations } from './operations.ts';
import { shadowOperations, type ShadowOperationDeps } from './shadow-operations.ts';
import { recordOperations, type RecordOperationDeps } from './record-operations.ts';

export interface OperationDeps {
  now: () => number;
  answers: AnswerStore;
  log: RequestLog;
  marks: MarkStore;
  vectors: Pick<VectorRows, 'get'>;
  /** Stores and logs what finished requests left to do, so that every answer is up to date. */
  settle: () => Promise<void>;
  /** Id of the traffic row that stands for a request. */
  rowOf: (id: string) => string;
  settings: {
    current: () => Settings;
    file: string;
    change: (patch: SettingsPatch) => string[];
    setUpstreams: (upstreams: UserUpstream[]) => void;
    setProjects: (projects: Record<string, ProjectSettings>) => void;
  };
  /** Throws SemcacheError for a change that cannot be put in force. */
  prepareSettings: (patch: SettingsPatch) => Promise<void>;
  status: () => Status;
  upstreams: () => UpstreamView[];
  records: RecordOperationDeps['records'];
  models: ModelOperationDeps['models'];
  checks: ShadowOperationDeps['checks'];
  startOfDay: ShadowOperationDeps['startOfDay'];
  setUpstreamKey: KeyOperationDeps['setUpstreamKey'];
  testUpstream: (baseUrl: string) => Promise<UpstreamTest>;
  changed: (topic: 'entries' | 'settings' | 'status' | 'upstreams') => void;
}

/** What each operation of the table does. */
export function createOperations(deps: OperationDeps): BoundOperations {
  const { answers, log, settings } = deps;

  const removed = (result: { count: number; bytes: number; undo: string | null }): typeof result => {
    if (result.count > 0) deps.changed('entries');
    return result;
  };

  return {
    'status.get': bind(operations['status.get'], async () => {
      await deps.settle();
      return deps.status();
    }),
    'overview.get': bind(operations['overview.get'], async ({ range }) => {
      await deps.settle();
      return log.overview(range, deps.now());
    }),
    'settings.get': bind(operations['settings.get'], () => ({ settings: settings.current(), file: settings.file })),
    'settings.set': bind(operations['settings.set'], async ({ patch }) => {
      const { defaultUpstream } = patch.proxy ?? {};
      if (defaultUpstream !== undefined) requireUpstream(deps.upstreams(), defaultUpstream);
      await deps.prepareSettings(patch);
      const restartNeeded = settings.change(patch);
      deps.changed('settings');
      return { settings: settings.current(), restartNeeded };
    }),
    'traffic.list': bind(operations['traffic.list'], async (query) => {
      await deps.settle();
      return log.list(query);
    }),
    'traffic.get': bind(operations['traffic.get'], async ({ id }) => {
      await deps.settle();
      return required(log.get(deps.rowOf(id)), id);
    }),
    'entries.list': bind(operations['entries.list'], async (query) => {
      await deps.settle();
      const now = deps.now();
      const { items, ...page } = answers.list({ ...query, now });
      const marks = deps.marks.ofEntries(items.map(({ id }) => id));
      const rows = items.map((entry) => ({
        ...entry,
        stale: entry.expiresAt <= now,
        marks: marks.get(entry.id) ?? { wrong: 0, right: 0 },
      }));
      return { ...page, items: rows };
    }),
    'entries.hits': bind(operations['entries.hits'], async ({ id, match, ...page }) => {
      await deps.settle();
      return log.hitsOf({ entryId: id, match: match ?? null, ...page });
    }),
    'entries.get': bind(operations['entries.get'], async ({ id }) => {
      await deps.settle();
      return required(answers.get(id), id);
    }),
    'entries.delete': bind(operations['entries.delete'], async ({ ids }) => {
      await deps.settle();
      return removed(answers.remove({ ids }, deps.now()));
    }),
    'entries.clear': bind(operations['entries.clear'], async ({ filter, dryRun }) => {
      await deps.settle();
      return dryRun
        ? { ...answers.count(filter, deps.now()), undo: null }
        : removed(answers.remove(filter, deps.now()));
    }),
    'entries.restore': bind(operations['entries.restore'], ({ undo }) => {
      const count = answers.restore(undo);
      if (count === undefined)
        throw new SemcacheError(
          'not_found',
          'There is nothing left to undo: removed entries are kept for ten minutes.',
        );
      deps.changed('entries');
      return { count };
    }),
    'entries.pin': bind(operations['entries.pin'], ({ ids, pinned }) => {
      const count = answers.pin(ids, pinned);
      deps.changed('entries');
      return { count };
    }),
    ...controlOperations(deps),
    'explain.request': bind(operations['explain.request'], async ({ id }) => {
      await deps.settle();
      const rowId = deps.rowOf(id);
      const pair = deps.marks.served(rowId);
      return {
        ...explain(rowId, { request: log.get, entry: answers.get }),
        asked: pair?.asked ?? null,
        verdict: pair === undefined ? null : deps.marks.find(pair),
      };
    }),
    'feedback.mark': bind(operations['feedback.mark'], async ({ id, verdict, entryId }) => {
      await deps.settle();
      const marked = markRequest(deps, { id, verdict, entryId });
      deps.changed('entries');
      return marked;
    }),
    'feedback.alias': bind(operations['feedback.alias'], async ({ requestId }) => {
      await deps.settle();
      const aliased = aliasRequest(deps, requestId);
      deps.changed('entries');
      return aliased;
    }),
    'feedback.list': bind(operations['feedback.list'], (query) => deps.marks.list(query)),
    'feedback.reset': bind(operations['feedback.reset'], () => ({ count: deps.marks.clear() })),
    ...recordOperations(deps),
    ...modelOperations(deps),
    ...shadowOperations(deps),
    ...keyOperations(deps),
    'upstreams.list': bind(operations['upstreams.list'], () => ({ items: deps.upstreams() })),
    'upstreams.set': bind(operations['upstreams.set'], (change) => {
      setUpstream(deps, change);
      deps.changed('upstreams');
      return { items: deps.upstreams() };
    }),
    'upstreams.test': bind(operations['upstreams.test'], ({ name }) => {
      const { baseUrl } = requireUpstream(deps.upstreams(), name);
      if (settings.current().cache.mode === 'replay-only')
        throw new SemcacheError('conflict', 'In replay-only nothing goes upstream, and so no test.');
      return deps.testUpstream(baseUrl);
    }),
  };
}

function required<Value>(value: Value | undefined, id: string): Value {
  if (value === undefined) throw new SemcacheError('not_found', `Nothing has the id "${id.slice(0, 80)}".`);
  return value;
}

function requireUpstream(list: UpstreamView[], name: string): UpstreamView {
  const upstream = list.find((candidate) => candidate.name === name);
  if (upstream === undefined) throw new SemcacheError('not_found', `No upstream is called "${name}".`);
  return upstream;
}

function setUpstream(
  deps: OperationDeps,
  change: { name: string; baseUrl?: string | null | undefined; makeDefault?: boolean | undefined },
): void {
  const { settings } = deps;
  const { name, baseUrl, makeDefault } = change;
  const before = deps.upstreams().find((upstream) => upstream.name === name);
  if (baseUrl !== undefined && before?.builtIn === true) {
    throw new SemcacheError('conflict', `"${name}" is built in; choose another name for an upstream of your own.`);
  }
  const others = settings.current().upstreams.filter((upstream) => upstream.name !== name);
  if (baseUrl === null) {
    if (before === undefined) throw new SemcacheError('not_found', `No upstream is called "${name}".`);
    if (before.isDefault)
      throw new SemcacheError('conflict', `"${name}" is the default upstream; make another the default first.`);
    settings.setUpstreams(others);
    return;
  }
  if (baseUrl !== undefined) settings.setUpstreams([...others, { name, baseUrl }]);
  if (makeDefault === true) {
    requireUpstream(deps.upstreams(), name);
    settings.change({ proxy: { defaultUpstream: name } });
  }
}
