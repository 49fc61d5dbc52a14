import { SemcacheError } from '../contracts/errors.ts';
import type { LookupReason } from '../contracts/outcome.ts';
import { matchTargets, maxSamples, type Pace, type ProjectSettings, type Settings } from '../contracts/settings.ts';
import type { CacheMode } from '../contracts/views.ts';
import { readCacheControl, type CacheControl } from '../request/cache-control.ts';
import { readDuration } from '../request/read-duration.ts';
import type { AgeLimits } from './freshness.ts';

/** Values of `x-semcache-mode`. */
const requestModes = ['live', 'prefer-cache', 'replay-only', 'refresh', 'bypass', 'no-store', 'exact-only'] as const;
type RequestMode = (typeof requestModes)[number];

/** What may be done for one request: its headers, its project and the settings, already weighed against each other. */
export interface Rules {
  /** Why the cache takes no part in it; null when it does. */
  skip: LookupReason | null;
  /** Stored answers may serve. */
  reads: boolean;
  /** Why it may not go upstream, in words; null when it may. */
  hold: string | null;
  /** An answer to another wording may serve. */
  byMeaning: boolean;
  /** The owner's checks have stopped answers by meaning. */
  matchingStopped: boolean;
  age: AgeLimits;
  /** Time to live that the request gives to what is stored for it, milliseconds; null leaves that to the settings. */
  ttlMs: number | null;
  /** Precision target instead of the one in settings. */
  target: number | null;
  /** Which of a prompt's independent answers is meant; null when the request does not say. */
  sample: number | null;
  /** How many independent answers its project keeps of each prompt. */
  samples: number;
  pace: Pace;
}

/**
 * Weighs what a request, its project and the settings say. The request's own header counts before its Cache-Control,
 * that before its project, that before the settings; but nothing sends a request upstream that the owner's replay-only
 * keeps here, and nothing caches while the owner has paused. Throws header_invalid.
 */
export function readRules(header: (name: string) => string | undefined, project: string, settings: Settings): Rules {
  const { cache } = settings;
  const own: ProjectSettings = Object.hasOwn(settings.projects, project) ? (settings.projects[project] ?? {}) : {};
  const asked = readMode(header('x-semcache-mode'));
  const control = isHabit(header) ? readCacheControl() : readCacheControl(header('cache-control'), header('pragma'));
  const owner = ownerMode(cache.mode, own.mode);
  const named = asked === 'exact-only' ? undefined : asked;
  const wish = named ?? wishOf(control, owner);
  const samples = own.samples ?? 1;
  const sample = readSample(header('x-semcache-sample'));
  const isOffline = owner === 'replay-only' || wish === 'replay-only';
  return {
    skip: skipReason(cache.enabled, owner, wish),
    reads: wish !== 'refresh',
    hold: holdReason(isOffline, named === undefined && control.onlyIfCached),
    matchingStopped: settings.shadow.stopped !== null,
    byMeaning:
      settings.shadow.stopped === null &&
      asked !== 'exact-only' &&
      own.level !== 'off' &&
      (samples === 1 || sample !== null),
    age: {
      maxAgeMs: control.maxAgeMs,
      minFreshMs: control.minFreshMs,
      staleForMs: control.maxStaleMs ?? (isOffline || wish === 'prefer-cache' ? Infinity : 0),
      staleOnErrorMs: control.staleIfErrorMs ?? cache.staleOnErrorMs,
    },
    ttlMs: readTtl(header('x-semcache-ttl')),
    target: readThreshold(header('x-semcache-threshold')) ?? targetOfLevel(own.level, settings),
    sample,
    samples,
    pace: readPace(header('x-semcache-pace')) ?? own.pace ?? cache.pace,
  };
}

/**
 * Fern's TypeScript SDKs fetch every stream with `cache: 'no-store'` (cohere-ai 8.1.0 core/fetcher/makeRequest), for which
 * Node sends exactly these two headers. Nobody asked for a fresh answer; who does says so with x-semcache-mode.
 */
function isHabit(header: (name: string) => string | undefined): boolean {
  return (
    header('x-fern-language') === 'JavaScript' &&
    header('cache-control') === 'no-cache' &&
    header('pragma') === 'no-cache'
  );
}

/** Pause and replay-only are said for everything; among the others a project has its own. */
function ownerMode(everywhere: CacheMode, project: CacheMode | undefined): CacheMode {
  return everywhere === 'pause' || everywhere === 'replay-only' ? everywhere : (project ?? everywhere);
}

type Wish = CacheMode | RequestMode;

function wishOf(control: CacheControl, owner: CacheMode): Wish {
  if (control.noStore) return 'no-store';
  if (control.noCache) return 'refresh';
  return control.onlyIfCached && owner === 'refresh' ? 'live' : owner;
}

function holdReason(isOffline: boolean, onlyIfCached: boolean): string | null {
  if (isOffline) return 'replay-only makes no upstream call';
  return onlyIfCached ? 'its Cache-Control asks for a stored answer only' : null;
}

function skipReason(enabled: boolean, owner: CacheMode, wish: Wish): LookupReason | null {
  if (!enabled) return 'caching_off';
  if (owner === 'pause') return 'caching_paused';
  if (wish === 'bypass') return 'bypass_requested';
  return wish === 'no-store' ? 'no_store_requested' : null;
}

function readMode(value: string | undefined): RequestMode | undefined {
  if (value === undefined) return undefined;
  const mode = requestModes.find((candidate) => candidate === value.trim().toLowerCase());
  if (mode === undefined) throw invalid('x-semcache-mode', `one of ${requestModes.join(', ')}`);
  return mode;
}

function readTtl(value: string | undefined): number | null {
  if (value === undefined) return null;
  const ttlMs = readDuration(value);
  if (ttlMs === undefined) throw invalid('x-semcache-ttl', 'a duration such as 30s, 15m, 12h, 7d or 2w');
  return ttlMs;
}

function readThreshold(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const target = /^0?\.\d{1,6}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!(target >= 0.9 && target <= 0.999)) throw invalid('x-semcache-threshold', 'a number from 0.90 to 0.999');
  return target;
}

function readSample(value: string | undefined): number | null {
  if (value === undefined) return null;
  const sample = /^\d{1,3}$/.test(value.trim()) ? Number(value) : 0;
  if (sample < 1 || sample > maxSamples) {
    throw invalid('x-semcache-sample', `a whole number from 1 to ${String(maxSamples)}`);
  }
  return sample;
}

function readPace(value: string | undefined): Pace | undefined {
  const text = value?.trim().toLowerCase();
  if (text === undefined || text === 'instant' || text === 'recorded') return text;
  const tokens = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (tokens < 1 || tokens > 10_000) {
    throw invalid('x-semcache-pace', 'instant, recorded, or tokens a second from 1 to 10000');
  }
  return tokens;
}

function targetOfLevel(level: ProjectSettings['level'], settings: Settings): number | null {
  if (level === undefined || level === 'off') return null;
  return level === 'custom' ? settings.matching.target : matchTargets[level];
}

const invalid = (name: string, wanted: string): SemcacheError =>
  new SemcacheError('header_invalid', `${name} must be ${wanted}.`);
