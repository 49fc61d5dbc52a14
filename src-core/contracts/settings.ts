import { z } from 'zod';
import { chosenModelSchema, shippedModel } from './models.ts';
import { ownPriceSchema } from './savings.ts';
import { shadowFields } from './shadow.ts';
import { cacheModeSchema } from './views.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const mebibyte = 1024 * 1024;

/** Most independent answers of one prompt. */
export const maxSamples = 100;

/** What /u/<name> and the console may call an upstream: lower case, digits, dash, underscore, dot. */
export const upstreamNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'lower-case letters, digits, dot, dash and underscore; at most 63');

/** What /p/<project>/ and `x-semcache-namespace` may hold. */
export const projectNameSchema = z
  .string()
  .regex(/^[\w][\w.-]{0,62}$/, 'letters, digits, dot, dash and underscore; at most 63');

/** Base address of an upstream, such as `http://localhost:1234/v1`; no query, no credentials. */
export const baseUrlSchema = z
  .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
  .refine((text) => !/[?#]/.test(text) && !/^https?:\/\/[^/]*@/.test(text), 'an address without query or credentials');

export const userUpstreamSchema = z.object({
  name: upstreamNameSchema,
  baseUrl: baseUrlSchema,
});
export type UserUpstream = z.infer<typeof userUpstreamSchema>;

const proxyFields = {
  /** TCP port of the proxy and console; 0 lets the system choose. */
  port: z.int().min(0).max(65_535),
  host: z.string().min(1),
  /** Name of a built-in or user-named upstream for requests that name none. */
  defaultUpstream: upstreamNameSchema,
  /** Origins of web pages that may call the proxy (for example `app://obsidian.md`); the console's own always may. */
  allowedOrigins: z.array(z.string().min(1)),
  /** Requests with a larger body are refused with 413. */
  maxRequestBytes: z.int().min(1024),
  connectTimeoutMs: z
    .int()
    .min(100)
    .max(10 * minute),
  /** Longest silence of an upstream, before its answer or within it. */
  responseTimeoutMs: z
    .int()
    .min(1000)
    .max(60 * minute),
  /** PEM file with further certificate authorities for upstreams. */
  caFile: z.string().min(1).nullable(),
  /** Find out which program asks: not at all, for the log, or also as the project of requests that name none. Linux only. */
  callingProcess: z.enum(['off', 'shown', 'project']),
};

const ttlMsSchema = z.int().min(1000);

/** Speed of replayed streams: at once, over the time that the recorded call took, or so many tokens a second. */
export const paceSchema = z.union([z.enum(['instant', 'recorded']), z.number().min(1).max(10_000)]);
export type Pace = z.infer<typeof paceSchema>;

const cacheFields = {
  enabled: z.boolean(),
  /** How stored answers are used: see docs/modes.md. */
  mode: cacheModeSchema,
  /** Time to live of an entry in milliseconds. */
  ttlMs: ttlMsSchema,
  /** Times to live by model; the first whose pattern fits counts. `*` stands for any characters. */
  modelTtls: z.array(z.strictObject({ model: z.string().min(1).max(200), ttlMs: ttlMsSchema })).max(200),
  /** For so long after its time to live an answer still serves when the upstream fails, milliseconds; 0 never. */
  staleOnErrorMs: z.int().min(0),
  /** Expired entries stay so long for the modes that serve them, unless room is needed, milliseconds. */
  keepExpiredMs: z.int().min(0),
  pace: paceSchema,
  /** Identical requests at the same time share one upstream call. */
  singleFlight: z.boolean(),
  maxBytes: z.int().min(mebibyte),
  maxEntries: z.int().min(1),
  maxEntryBytes: z.int().min(1024),
  /** Larger requests to cacheable paths are passed through without being read. */
  maxCacheableRequestBytes: z.int().min(1024),
  /** Store answers cut by max_tokens (the limit is part of the identity, so an exact replay is faithful). */
  storeLengthLimited: z.boolean(),
};

/** Precision targets by name: the share of answers served by meaning that should be right. */
export const matchTargets = { strict: 0.99, balanced: 0.97, relaxed: 0.95 } as const;

const matchingFields = {
  /** `off` serves identical requests only and starts no models; `custom` uses `target`. */
  level: z.enum(['off', 'strict', 'balanced', 'relaxed', 'custom']),
  target: z.number().min(0.9).max(0.999),
  /** Embedding model that finds candidates; the decision rests on the shipped one. */
  model: chosenModelSchema,
  /** Threads of each model. */
  threads: z.int().min(1).max(2),
  /** Serve by meaning even where an answer may depend on the moment ("today", "latest"). */
  allowFreshness: z.boolean(),
  /** Serve by meaning even where an answer may depend on who asks ("my order"). */
  allowPersonal: z.boolean(),
};

const privacyFields = {
  /** Days that rows of the traffic log are kept. */
  logRetentionDays: z.int().min(1).max(3650),
  maxLogRows: z.int().min(100),
  /**
   * Keep prompts, answers, vectors and the texts of the log encrypted on disk, under a key that the system's key store
   * keeps. Search then works from memory, on the newest 20,000 entries.
   */
  encryptBodies: z.boolean(),
};

const savingsFields = {
  /** Prices of the owner's own; the first that fits counts, before the built-in table. */
  prices: z.array(ownPriceSchema).max(500),
};

const windowFields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** Closing the window leaves the proxy running in the tray. */
  closeToTray: z.boolean(),
};

const updatesFields = {
  /**
   * Whether the desktop app asks its releases for a newer version, once a day: never, to say so, or to fetch it too.
   * Nothing is installed without its owner. Off by default: Semcache calls nobody of its own accord.
   */
  check: z.enum(['off', 'notify', 'install']),
};

const userUpstreamsSchema = z.array(userUpstreamSchema).max(200);

/** What a project has for itself; what it leaves out is as everywhere else. */
export const projectSettingsSchema = z
  .strictObject({
    mode: cacheModeSchema,
    ttlMs: ttlMsSchema,
    /** Independent answers kept of each prompt and served in turn. */
    samples: z.int().min(1).max(maxSamples),
    pace: paceSchema,
    level: matchingFields.level,
    /** Room of the project's entries within the whole, bytes. */
    maxBytes: z.int().min(mebibyte),
  })
  .partial();
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;

const projectsSchema = z.record(projectNameSchema, projectSettingsSchema);

/** All settings, complete. */
export const settingsSchema = z.strictObject({
  version: z.literal(1),
  proxy: z.strictObject(proxyFields),
  cache: z.strictObject(cacheFields),
  matching: z.strictObject(matchingFields),
  privacy: z.strictObject(privacyFields),
  savings: z.strictObject(savingsFields),
  shadow: z.strictObject(shadowFields),
  window: z.strictObject(windowFields),
  updates: z.strictObject(updatesFields),
  upstreams: userUpstreamsSchema,
  projects: projectsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** A change to settings: any subset, merged per section; user-named upstreams and projects have operations of their own. */
export const settingsPatchSchema = z
  .strictObject({
    proxy: z.strictObject(proxyFields).partial(),
    cache: z.strictObject(cacheFields).partial(),
    matching: z.strictObject(matchingFields).partial(),
    privacy: z.strictObject(privacyFields).partial(),
    savings: z.strictObject(savingsFields).partial(),
    shadow: z.strictObject(shadowFields).partial(),
    window: z.strictObject(windowFields).partial(),
    updates: z.strictObject(updatesFields).partial(),
  })
  .partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** The settings file: only what differs from the defaults need be there. */
export const settingsFileSchema = settingsPatchSchema.extend({
  version: z.literal(1).optional(),
  upstreams: userUpstreamsSchema.optional(),
  projects: projectsSchema.optional(),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;

export const defaultSettings: Settings = {
  version: 1,
  proxy: {
    port: 8080,
    host: '127.0.0.1',
    defaultUpstream: 'openai',
    allowedOrigins: [],
    maxRequestBytes: 2048 * mebibyte,
    connectTimeoutMs: 10_000,
    responseTimeoutMs: 15 * minute,
    caFile: null,
    callingProcess: 'off',
  },
  cache: {
    enabled: true,
    mode: 'live',
    ttlMs: 30 * day,
    modelTtls: [],
    staleOnErrorMs: 0,
    keepExpiredMs: 30 * day,
    singleFlight: true,
    pace: 'instant',
    maxBytes: 1024 * mebibyte,
    maxEntries: 200_000,
    maxEntryBytes: 8 * mebibyte,
    maxCacheableRequestBytes: 16 * mebibyte,
    storeLengthLimited: false,
  },
  matching: {
    level: 'balanced',
    target: 0.97,
    model: shippedModel,
    threads: 1,
    allowFreshness: false,
    allowPersonal: false,
  },
  privacy: { logRetentionDays: 30, maxLogRows: 500_000, encryptBodies: false },
  savings: { prices: [] },
  shadow: { share: 0, maxRequestsPerDay: 100, maxDollarsPerDay: 1, maxFalseRate: 0.05, stopped: null },
  window: { theme: 'system', closeToTray: true },
  updates: { check: 'off' },
  upstreams: [],
  projects: {},
};

/** Lays a file or a patch over complete settings, section by section. Throws a ZodError when the sum is not valid. */
export function mergeSettings(base: Settings, change: SettingsFile): Settings {
  return settingsSchema.parse({
    version: 1,
    proxy: { ...base.proxy, ...defined(change.proxy) },
    cache: { ...base.cache, ...defined(change.cache) },
    matching: { ...base.matching, ...defined(change.matching) },
    privacy: { ...base.privacy, ...defined(change.privacy) },
    savings: { ...base.savings, ...defined(change.savings) },
    shadow: { ...base.shadow, ...defined(change.shadow) },
    window: { ...base.window, ...defined(change.window) },
    updates: { ...base.updates, ...defined(change.updates) },
    upstreams: change.upstreams ?? base.upstreams,
    projects: change.projects ?? base.projects,
  });
}

/** A field given as undefined means "not given", as in JSON. */
function defined(section: object = {}): object {
  return Object.fromEntries(Object.entries(section).filter(([, value]) => value !== undefined));
}
