import type { HitRecord } from '../ports/answer-store.ts';
import type { LogRecord } from '../ports/request-log.ts';
import { maskHeaders } from '../wire/headers.ts';
import { collapseSlashes } from '../providers/upstream-url.ts';
import { defaultProject } from '../providers/route.ts';
import type { Exchange } from './exchange.ts';

/** The traffic row of a finished exchange; no body, no query and no secret gets into it. */
export function logRecord(exchange: Exchange, monotonicNow: number): LogRecord {
  const { request, response, outcome, route } = exchange;
  const since = (instant: number): number => Math.max(0, instant - exchange.startedAt);
  const hit: HitRecord | null =
    outcome.cacheStatus === 'hit' && outcome.entryId !== null && outcome.match !== null
      ? { entryId: outcome.entryId, requestId: exchange.id, at: exchange.at, match: outcome.match }
      : null;
  return {
    hit,
    detail: {
      id: exchange.id,
      at: exchange.at,
      client: (request.headers['user-agent'] ?? 'unknown').slice(0, 120),
      project: route?.project ?? defaultProject,
      method: request.method ?? 'GET',
      path: route?.path ?? collapseSlashes((request.url ?? '/').replace(/\?.*$/s, '')).slice(0, 500),
      upstream: route?.upstreamName ?? '',
      dialect: route?.dialect?.id ?? null,
      model: outcome.model,
      cacheStatus: outcome.cacheStatus,
      match: outcome.match,
      reason: outcome.reason,
      recorded: outcome.recorded,
      recordDetail: outcome.recordDetail,
      errorCode: outcome.errorCode,
      status: response.headersSent ? response.statusCode : null,
      streamed: outcome.streamed,
      firstByteMs: exchange.firstByteAt === null ? null : since(exchange.firstByteAt),
      totalMs: since(exchange.endedAt ?? monotonicNow),
      savedMs: outcome.savedMs,
      requestBytes: exchange.requestBytes,
      responseBytes: exchange.responseBytes,
      usage: outcome.usage,
      entryId: outcome.entryId,
      keyParts: outcome.keyParts,
      requestHeaders: maskHeaders(request.rawHeaders),
      responseHeaders: maskHeaders(exchange.sentHeaders),
    },
  };
}
