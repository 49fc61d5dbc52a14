import type { HitRecord } from '../ports/answer-store.ts';
import type { LogRecord } from '../ports/request-log.ts';
import { maskHeaders } from '../wire/headers.ts';
import { collapseSlashes } from '../providers/upstream-url.ts';
import { defaultProject } from '../providers/route.ts';
import type { Exchange } from './exchange.ts';

/** The few facts that totals and metrics take from every request, folded or not. */
export function requestFacts(exchange: Exchange, monotonicNow: number) {
  const { request, response, outcome, route } = exchange;
  return {
    method: request.method ?? 'GET',
    dialect: route?.dialect?.id ?? null,
    upstream: route?.upstreamName ?? '',
    cacheStatus: outcome.cacheStatus,
    recorded: outcome.recorded,
    errorCode: outcome.errorCode,
    status: response.headersSent ? response.statusCode : null,
    totalMs: Math.max(0, (exchange.endedAt ?? monotonicNow) - exchange.startedAt),
  };
}

/** The program that asks, where it is known, and what it says of itself. */
function clientName({ request, caller }: Exchange): string {
  const agent = request.headers['user-agent'];
  const name = caller === null ? (agent ?? 'unknown') : agent === undefined ? caller : `${caller} (${agent})`;
  return name.slice(0, 120);
}

/** The traffic row of a finished exchange; no body, no query and no secret gets into it. */
export function logRecord(exchange: Exchange, monotonicNow: number): LogRecord {
  const { request, outcome, route } = exchange;
  const since = (instant: number): number => Math.max(0, instant - exchange.startedAt);
  const hit: HitRecord | null =
    (outcome.cacheStatus === 'hit' || outcome.cacheStatus === 'stale') &&
    outcome.entryId !== null &&
    outcome.match !== null
      ? {
          entryId: outcome.entryId,
          requestId: exchange.id,
          at: exchange.at,
          match: outcome.match,
          ...(outcome.asked === null ? {} : { asked: outcome.asked }),
        }
      : null;
  return {
    hit,
    detail: {
      id: exchange.id,
      repeats: 1,
      at: exchange.at,
      client: clientName(exchange),
      project: route?.project ?? defaultProject,
      ...requestFacts(exchange, monotonicNow),
      path: route?.path ?? collapseSlashes((request.url ?? '/').replace(/\?.*$/s, '')).slice(0, 500),
      model: outcome.model,
      match: outcome.match,
      reason: outcome.reason,
      recordDetail: outcome.recordDetail,
      streamed: outcome.streamed,
      firstByteMs: exchange.firstByteAt === null ? null : since(exchange.firstByteAt),
      savedMs: outcome.savedMs,
      similarity: outcome.similarity,
      confidence: outcome.confidence,
      requestBytes: exchange.requestBytes,
      responseBytes: exchange.responseBytes,
      usage: outcome.usage,
      entryId: outcome.entryId,
      keyParts: outcome.keyParts,
      semantic: outcome.semantic,
      nearest: outcome.nearest,
      requestHeaders: maskHeaders(request.rawHeaders),
      responseHeaders: maskHeaders(exchange.sentHeaders),
    },
  };
}
