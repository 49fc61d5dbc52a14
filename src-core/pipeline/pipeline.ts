import type { IncomingMessage, ServerResponse } from 'node:http';
import { SemcacheError } from '../contracts/errors.ts';
import type { CacheMode } from '../contracts/views.ts';
import type { Settings } from '../contracts/settings.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import { routeRequest, type Route } from '../providers/route.ts';
import { sortableId } from '../support/ids.ts';
import { readBody } from '../wire/read-body.ts';
import { readCacheable } from './cacheable.ts';
import { createExchange, requestHeader, type Exchange } from './exchange.ts';
import { forward, type ForwardDeps } from './forward.ts';
import { lookUp } from './look-up.ts';
import { sendOwnError } from './own-error.ts';
import { answerMode, recordAnswer, type Lookup } from './record-answer.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { serveHit } from './serve-hit.ts';
import { limitedUpload, requestTooLarge } from './upload.ts';

export interface PipelineDeps extends ForwardDeps {
  host: Host;
  settings: () => Settings;
  mode: () => CacheMode;
  /** Salt of this installation for credential hashes. */
  salt: Uint8Array;
  answers: AnswerStore;
  countFailure: CountFailure;
  /** Whether a routed request would come back to this very proxy. */
  isSelf: (origin: string) => Promise<boolean>;
  /** Header value that marks the proxy's own start-up check. */
  internalToken: string;
  /** Called once a request is over, its answer recorded or not. */
  onFinished: (exchange: Exchange) => void;
}

export interface Pipeline {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** A request's way: route, cacheability, exact lookup, upstream, record. This file is the only one that knows the order. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  return {
    handle: async (request, response) => {
      const exchange = createExchange(request, response, {
        id: sortableId('req', deps.host.clock.now(), deps.host.randomBytes),
        at: deps.host.clock.now(),
        startedAt: deps.host.clock.monotonic(),
        internal: request.headers['x-semcache-internal'] === deps.internalToken,
      });
      try {
        await answer(deps, exchange);
      } catch (error) {
        // A client that left in the middle of its own request wants no answer and is nobody's failure.
        if (request.destroyed && !request.complete) exchange.outcome.recorded = 'client_gone';
        else if (!(error instanceof SemcacheError)) deps.countFailure('request_failed', error);
        sendOwnError(
          exchange,
          error instanceof SemcacheError
            ? error
            : new SemcacheError('internal', 'Semcache failed on this request; its log has the details.', {
                cause: error,
              }),
        );
      }
      deps.onFinished(exchange);
    },
  };
}

async function answer(deps: PipelineDeps, exchange: Exchange): Promise<void> {
  const { request, outcome } = exchange;
  const settings = deps.settings();
  const route = routeRequest(
    {
      target: request.url ?? '/',
      host: request.headers.host ?? '',
      header: (name) => requestHeader(request, name),
    },
    settings,
  );
  exchange.route = route;
  if (await deps.isSelf(route.origin)) {
    throw new SemcacheError('upstream_is_self', `The upstream ${route.origin} is this proxy itself.`);
  }
  const { maxRequestBytes } = settings.proxy;
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) throw requestTooLarge(maxRequestBytes);

  const gate = cacheGate(deps, exchange, route);
  if (gate !== undefined) {
    outcome.reason = gate;
    await passThrough(
      deps,
      exchange,
      route,
      hasBody(request) ? limitedUpload(exchange, request, maxRequestBytes) : null,
    );
    return;
  }

  const reading = await readBody(request, settings.cache.maxCacheableRequestBytes);
  if (!reading.complete) {
    outcome.reason = 'request_too_large';
    await passThrough(deps, exchange, route, limitedUpload(exchange, request, maxRequestBytes, reading.head));
    return;
  }
  exchange.requestBytes = reading.body.length;
  const cacheable = readCacheable({ exchange, route, body: reading.body, salt: deps.salt });
  if (!cacheable.cacheable) {
    outcome.reason = cacheable.reason;
    await passThrough(deps, exchange, route, reading.body);
    return;
  }
  await answerCacheable(deps, exchange, cacheable.lookup, reading.body);
}

/** Why a request is not even read, by what is known from its head. */
function cacheGate(deps: PipelineDeps, exchange: Exchange, route: Route): Exchange['outcome']['reason'] | undefined {
  const { request } = exchange;
  if (route.dialect === undefined) return 'path_not_cacheable';
  if (request.method !== 'POST') return 'method_not_cacheable';
  if (deps.mode() === 'pause') return 'caching_paused';
  if (!deps.settings().cache.enabled) return 'caching_off';
  const encoding = request.headers['content-encoding'];
  return encoding === undefined || encoding === 'identity' ? undefined : 'encoded_request';
}

async function answerCacheable(deps: PipelineDeps, exchange: Exchange, lookup: Lookup, body: Buffer): Promise<void> {
  const { outcome } = exchange;
  outcome.model = lookup.request.model;
  outcome.keyParts = lookup.key.parts;
  outcome.streamed = lookup.request.wish.mode === 'sse';

  const found = lookUp(deps, lookup);
  outcome.reason = found.reason;
  if (found.hit !== undefined) {
    outcome.cacheStatus = 'hit';
    outcome.match = 'exact';
    outcome.entryId = found.hit.answer.id;
    outcome.usage = found.hit.answer.usage;
    outcome.savedMs = found.hit.answer.durationMs;
    serveHit(exchange, found.hit.answer, found.hit.replay, deps.host.clock.monotonic);
    return;
  }

  outcome.cacheStatus = 'miss';
  let recorder: Recorder | undefined;
  const forwarded = await forward(deps, exchange, lookup.route, body, (head) => {
    if (head.status === 200 && answerMode(head.rawHeaders) !== undefined) {
      recorder = createRecorder(deps.settings().cache.maxEntryBytes);
    }
    return recorder;
  });
  const result = await recordAnswer({ ...deps, now: deps.host.clock.now }, lookup, forwarded, recorder);
  outcome.recorded = result.recorded;
  outcome.recordDetail = result.detail;
  outcome.entryId = result.entryId;
  outcome.usage = result.usage;
}

async function passThrough(
  deps: PipelineDeps,
  exchange: Exchange,
  route: Route,
  body: Parameters<typeof forward>[3],
): Promise<void> {
  const forwarded = await forward(deps, exchange, route, body, () => undefined);
  if (forwarded.end !== 'complete')
    exchange.outcome.recorded = forwarded.end === 'client_gone' ? 'client_gone' : 'upstream_failed';
}

/** A message has a body when its head says so (RFC 9112 section 6.3). */
function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}
