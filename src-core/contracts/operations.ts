import { z } from 'zod';
import { diagnosticsSchema } from './diagnostics.ts';
import { cassetteImportSchema, cassettePageSchema } from './cassette.ts';
import { chosenModelSchema, hubModelSchema, modelsSchema, revisionSchema } from './models.ts';
import { matchReplayParamsSchema, matchReplaySchema, matchTestParamsSchema, matchTestSchema } from './match-lab.ts';
import { cacheMatchSchema, cacheStatusSchema, lookupReasonSchema } from './outcome.ts';
import { modeChangeSchema, modesSchema, projectChangeSchema, projectViewSchema } from './projects.ts';
import {
  baseUrlSchema,
  projectNameSchema,
  settingsPatchSchema,
  settingsSchema,
  upstreamNameSchema,
} from './settings.ts';
import { savingsSchema } from './savings.ts';
import { shadowCheckSchema, shadowReportSchema, shadowVerdictSchema } from './shadow.ts';
import {
  entryDetailSchema,
  entryHitSchema,
  entryRowSchema,
  markSchema,
  markVerdictSchema,
  overviewSchema,
  rangeSchema,
  statusSchema,
  trafficDetailSchema,
  trafficRowSchema,
  upstreamTestSchema,
  upstreamViewSchema,
} from './views.ts';

const empty = z.strictObject({});
const page = {
  cursor: z.string().max(500).nullable().default(null),
  limit: z.int().min(1).max(500).default(100),
};
const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().nonnegative() });

/** Any of the listed values matches; a field left out does not filter. `not` takes rows away. */
const trafficFields = {
  project: z.array(z.string()),
  model: z.array(z.string()),
  upstream: z.array(z.string()),
  client: z.array(z.string()),
  cacheStatus: z.array(cacheStatusSchema),
  match: z.array(cacheMatchSchema),
  reason: z.array(lookupReasonSchema),
  status: z.array(z.int()),
  id: z.array(z.string()),
  entryId: z.array(z.string()),
};
export const trafficFilterSchema = z.strictObject({
  /** Found in the prompt or answer of the row's entry, or in its path. */
  text: z.string().max(1000).optional(),
  errorsOnly: z.boolean().optional(),
  ...z.strictObject(trafficFields).partial().shape,
  not: z.strictObject(trafficFields).partial().optional(),
});
export type TrafficFilter = z.infer<typeof trafficFilterSchema>;

const entryFields = {
  project: z.array(z.string()),
  model: z.array(z.string()),
  upstream: z.array(z.string()),
  dialect: z.array(z.string()),
};
export const entryFilterSchema = z.strictObject({
  /** Words that must all occur in the prompt or the answer; the last may be a beginning. */
  text: z.string().max(1000).optional(),
  ids: z.array(z.string()).max(1000).optional(),
  olderThanMs: z.number().nonnegative().optional(),
  pinned: z.boolean().optional(),
  /** Whether its time to live is over. */
  stale: z.boolean().optional(),
  ...z.strictObject(entryFields).partial().shape,
  not: z.strictObject(entryFields).partial().optional(),
});
export type EntryFilter = z.infer<typeof entryFilterSchema>;

export const entrySortSchema = z.enum(['createdAt', 'lastHitAt', 'hits', 'sizeBytes', 'expiresAt']);
export type EntrySort = z.infer<typeof entrySortSchema>;

const operation = <Kind extends 'query' | 'command', Params extends z.ZodType, Result extends z.ZodType>(
  kind: Kind,
  params: Params,
  result: Result,
) => ({ kind, params, result });

/** Everything the console, the CLI and other tools can ask of a running instance. One table, three fronts. */
export const operations = {
  'status.get': operation('query', empty, statusSchema),
  'overview.get': operation('query', z.strictObject({ range: rangeSchema.default('24h') }), overviewSchema),
  'settings.get': operation('query', empty, z.object({ settings: settingsSchema, file: z.string() })),
  'settings.set': operation(
    'command',
    z.strictObject({ patch: settingsPatchSchema }),
    z.object({ settings: settingsSchema, restartNeeded: z.array(z.string()) }),
  ),
  'traffic.list': operation(
    'query',
    z.strictObject({
      filter: trafficFilterSchema.default({}),
      sort: z.enum(['newest', 'oldest']).default('newest'),
      ...page,
    }),
    paged(trafficRowSchema),
  ),
  'traffic.get': operation('query', z.strictObject({ id: z.string().min(1) }), trafficDetailSchema),
  'entries.list': operation(
    'query',
    z.strictObject({
      filter: entryFilterSchema.default({}),
      sort: z
        .strictObject({ by: entrySortSchema, descending: z.boolean() })
        .default({ by: 'createdAt', descending: true }),
      ...page,
    }),
    paged(entryRowSchema),
  ),
  'entries.get': operation('query', z.strictObject({ id: z.string().min(1) }), entryDetailSchema),
  /** The answers that an entry gave, newest first: all of them, or those by `match`. */
  'entries.hits': operation(
    'query',
    z.strictObject({ id: z.string().min(1), match: cacheMatchSchema.optional(), ...page }),
    paged(entryHitSchema),
  ),
  'entries.delete': operation(
    'command',
    z.strictObject({ ids: z.array(z.string().min(1)).min(1).max(1000) }),
    z.object({ count: z.int().nonnegative(), undo: z.string().nullable() }),
  ),
  /** With `dryRun` only counts. `undo` takes the answer's token to `entries.restore` for ten minutes. */
  'entries.clear': operation(
    'command',
    z.strictObject({ filter: entryFilterSchema.default({}), dryRun: z.boolean().default(false) }),
    z.object({ count: z.int().nonnegative(), bytes: z.int().nonnegative(), undo: z.string().nullable() }),
  ),
  'entries.restore': operation(
    'command',
    z.strictObject({ undo: z.string().min(1) }),
    z.object({ count: z.int().nonnegative() }),
  ),
  'entries.pin': operation(
    'command',
    z.strictObject({ ids: z.array(z.string().min(1)).min(1).max(1000), pinned: z.boolean() }),
    z.object({ count: z.int().nonnegative() }),
  ),
  /** Sets the time to live of entries, counted from their recording; null is what settings have for each. */
  'entries.setTtl': operation(
    'command',
    z.strictObject({
      ids: z.array(z.string().min(1)).min(1).max(1000),
      ttlMs: z.int().min(1000).nullable(),
    }),
    z.object({ count: z.int().nonnegative() }),
  ),
  'mode.get': operation('query', empty, modesSchema),
  'mode.set': operation('command', modeChangeSchema, modesSchema),
  'projects.list': operation('query', empty, z.object({ items: z.array(projectViewSchema) })),
  'projects.set': operation('command', projectChangeSchema, z.object({ items: z.array(projectViewSchema) })),
  /** Takes a request id (`x-semcache-request`) or an entry id (`x-semcache-entry`). */
  'explain.request': operation(
    'query',
    z.strictObject({ id: z.string().min(1) }),
    z.object({
      summary: z.string(),
      lines: z.array(z.string()),
      request: trafficDetailSchema.nullable(),
      entry: entryDetailSchema.nullable(),
      /** Of an answer by meaning: the text that was asked, and what the owner said of it. */
      asked: z.string().nullable(),
      verdict: markVerdictSchema.nullable(),
    }),
  ),
  /**
   * Says of a request (`x-semcache-request`) whether the stored answer it got was wrong or right; null takes that back.
   * A wrong answer by meaning is never given to that text again; an exact one leaves the cache.
   */
  'feedback.mark': operation(
    'command',
    z.strictObject({
      id: z.string().min(1),
      verdict: markVerdictSchema.nullable(),
      /** Of a request that missed: the entry it was compared with, whose answer would have been wrong or right for it. */
      entryId: z.string().min(1).optional(),
    }),
    z.object({ effect: z.string(), undo: z.string().nullable() }),
  ),
  /**
   * Says of a request that missed that it asks the same as the stored request nearest to it: from now on that entry
   * answers it. The answer it got instead leaves the cache; `undo` brings that back, `feedback.mark` with null ends it all.
   */
  'feedback.alias': operation(
    'command',
    z.strictObject({ requestId: z.string().min(1) }),
    z.object({ effect: z.string(), undo: z.string().nullable(), entryId: z.string() }),
  ),
  'feedback.list': operation('query', z.strictObject(page), paged(markSchema)),
  /** Forgets every mark. */
  'feedback.reset': operation('command', empty, z.object({ count: z.int().nonnegative() })),
  /** The request as a curl command through the proxy, without secrets. */
  'traffic.curl': operation(
    'query',
    z.strictObject({ id: z.string().min(1) }),
    z.object({ command: z.string(), caveat: z.string().nullable() }),
  ),
  /** A page of the log as an HTTP archive 1.2, secrets masked; `har` is the file's content. */
  'traffic.har': operation(
    'query',
    z.strictObject({ filter: trafficFilterSchema.default({}), ...page }),
    z.object({
      har: z.record(z.string(), z.unknown()),
      nextCursor: z.string().nullable(),
      total: z.int().nonnegative(),
    }),
  ),
  /** State of the instance for a bug report, without prompts or secrets. */
  'diagnostics.get': operation('query', empty, diagnosticsSchema),
  /** A page of recorded answers as lines of a cassette; the first begins with its header. They hold no credential. */
  'cassette.export': operation(
    'query',
    z.strictObject({
      filter: entryFilterSchema.default({}),
      cursor: page.cursor,
      limit: z.int().min(1).max(500).default(100),
    }),
    cassettePageSchema,
  ),
  /**
   * Stores the entries of a cassette (its whole text, or lines with the header first) that pass every check. They answer
   * any credential, in their own project or the one given.
   */
  'cassette.import': operation(
    'command',
    z.strictObject({ text: z.string(), project: projectNameSchema.optional(), dryRun: z.boolean().default(false) }),
    cassetteImportSchema,
  ),
  /** What answers from the cache saved, by day, project, model and upstream; [from, to) in place of `range` for any span. */
  'savings.get': operation(
    'query',
    z.strictObject({ range: rangeSchema.default('30d'), from: z.number().optional(), to: z.number().optional() }),
    savingsSchema,
  ),
  /** Tries a text against everything stored; changes nothing. */
  'match.test': operation('query', matchTestParamsSchema, matchTestSchema),
  /** What the latest logged requests would have got at another precision target; changes nothing. */
  'match.replay': operation('query', matchReplayParamsSchema, matchReplaySchema),
  /** What the checks of answers by meaning have found. */
  'shadow.get': operation('query', empty, shadowReportSchema),
  'shadow.list': operation(
    'query',
    z.strictObject({ verdict: shadowVerdictSchema.optional(), ...page }),
    paged(shadowCheckSchema),
  ),
  /** The owner's word on a check, in the place of the comparison's. */
  'shadow.judge': operation(
    'command',
    z.strictObject({ id: z.int(), verdict: shadowVerdictSchema }),
    shadowCheckSchema,
  ),
  /** Answers by meaning again after the checks have stopped them; forgets the checks. */
  'shadow.resume': operation('command', empty, z.object({ count: z.int().nonnegative() })),
  /** Embedding models on this machine, which one finds candidates, and the download that goes on. */
  'models.list': operation('query', empty, modelsSchema),
  /**
   * Begins to download a model from the hub; answers once the hub has named its files. Progress and how it ended are in
   * `models.list`.
   */
  'models.download': operation(
    'command',
    z.strictObject({ name: hubModelSchema, revision: revisionSchema.default('main') }),
    modelsSchema,
  ),
  /** Ends the download and removes what came of it. */
  'models.cancel': operation('command', empty, z.object({ cancelled: z.boolean() })),
  /** Lets an installed model find candidates; what is decided about them rests on the shipped one. */
  'models.use': operation('command', z.strictObject({ name: chosenModelSchema }), modelsSchema),
  'upstreams.list': operation('query', empty, z.object({ items: z.array(upstreamViewSchema) })),
  /** Adds or changes a user-named upstream, removes one (`baseUrl: null`), or makes one the default. */
  'upstreams.set': operation(
    'command',
    z.strictObject({
      name: upstreamNameSchema,
      baseUrl: baseUrlSchema.nullable().optional(),
      makeDefault: z.boolean().optional(),
    }),
    z.object({ items: z.array(upstreamViewSchema) }),
  ),
  /** Leaves a key with Semcache for requests that bring none, or takes it away; no operation gives it back. */
  'upstreams.setKey': operation(
    'command',
    z.strictObject({
      name: upstreamNameSchema,
      key: z
        .string()
        .regex(/^[\x21-\x7e]{1,4096}$/, 'printable characters without spaces, at most 4096')
        .nullable(),
    }),
    z.object({ items: z.array(upstreamViewSchema) }),
  ),
  'upstreams.test': operation('command', z.strictObject({ name: upstreamNameSchema }), upstreamTestSchema),
} as const;

export type OperationName = keyof typeof operations;
/** Parameters as a caller may write them (defaults left out). */
export type OperationInput<Name extends OperationName> = z.input<(typeof operations)[Name]['params']>;
/** Parameters as a handler gets them (defaults filled in). */
export type OperationQuery<Name extends OperationName> = z.output<(typeof operations)[Name]['params']>;
export type OperationResult<Name extends OperationName> = z.output<(typeof operations)[Name]['result']>;

/** What every front answers. */
export type OperationAnswer<Value = unknown> =
  | { ok: true; value: Value }
  | { ok: false; error: { code: string; message: string } };

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
