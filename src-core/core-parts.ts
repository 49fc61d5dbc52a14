import { mkdirSync } from 'node:fs';
import { SemcacheError } from './contracts/errors.ts';
import type { Settings } from './contracts/settings.ts';
import type { StoreLimits } from './ports/answer-store.ts';
import type { CountFailure, Host } from './ports/host.ts';
import type { HealthInput } from './metrics/health.ts';
import { runSelfTest } from './server/self-test.ts';
import { acquireDataLock, type DataLock } from './store/data-lock.ts';
import { errorText } from './support/error-text.ts';
import { createUpstreamClient, readCaFile, type UpstreamClient } from './wire/upstream-client.ts';

/** The limits of the store that settings ask for. */
export function storeLimits({ cache, projects }: Settings): StoreLimits {
  const { maxBytes, maxEntries, maxEntryBytes, keepExpiredMs, staleOnErrorMs } = cache;
  const projectBytes = Object.entries(projects).flatMap(([name, own]) =>
    own.maxBytes === undefined ? [] : [[name, own.maxBytes] as const],
  );
  return {
    maxBytes,
    maxEntries,
    maxEntryBytes,
    keepExpiredMs: Math.max(keepExpiredMs, staleOnErrorMs),
    projectBytes: new Map(projectBytes),
  };
}

/** The client for upstreams that settings and environment ask for. Throws SemcacheError settings_invalid. */
export function upstreamClient(settings: Settings, env: Readonly<Record<string, string | undefined>>): UpstreamClient {
  const { caFile, connectTimeoutMs, responseTimeoutMs } = settings.proxy;
  return createUpstreamClient({
    connectTimeoutMs,
    responseTimeoutMs,
    extraCa: caFile === null ? null : readCaFile(caFile),
    env,
  });
}

export const randomText = (host: Host, bytes: number): string =>
  Buffer.from(host.randomBytes(bytes)).toString('base64url');

export interface SelfCheckParts {
  host: Host;
  settings: () => Settings;
  readOnly: boolean;
  internalToken: string;
  /** Takes the entry that the check made away again. */
  removeEntry: (id: string) => void;
  countFailure: CountFailure;
}

/** Sends a miss and a hit through the proxy at `url`, where this mode stores anything. */
export async function checkItself(parts: SelfCheckParts, url: string): Promise<HealthInput['selfTest']> {
  const { cache } = parts.settings();
  if (cache.mode === 'replay-only' || cache.mode === 'pause' || !cache.enabled || parts.readOnly) {
    return { state: 'done', ok: true, reason: 'not run: nothing is stored in this mode' };
  }
  try {
    const question = `semcache self-test ${randomText(parts.host, 12)}`;
    const result = await runSelfTest(url, parts.internalToken, question);
    if (result.entryId !== null) parts.removeEntry(result.entryId);
    if (!result.ok) parts.countFailure('self_test_failed', new Error(result.reason ?? 'unknown'));
    return { state: 'done', ok: result.ok, reason: result.reason };
  } catch (error) {
    parts.countFailure('self_test_failed', error);
    return { state: 'done', ok: false, reason: errorText(error) };
  }
}

/** Takes the data folder for this process. Throws SemcacheError data_dir_in_use or data_dir_unusable. */
export function lockDataDir(folder: string): DataLock {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new SemcacheError('data_dir_unusable', `The data folder ${folder} cannot be created: ${errorText(cause)}`, {
      cause,
    });
  }
  const attempt = acquireDataLock(folder);
  if (attempt.acquired) return attempt.lock;
  const { holder } = attempt;
  const who = holder === null ? 'another process' : `process ${String(holder.pid)} at ${holder.url}`;
  throw new SemcacheError('data_dir_in_use', `The data folder ${folder} is in use by Semcache, ${who}.`);
}
