import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import type { CacheMatch } from '../contracts/outcome.ts';
import type { CacheMode } from '../contracts/views.ts';
import type { Settings } from '../contracts/settings.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { Dialect } from '../ports/dialect.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import type { Matcher } from '../ports/matcher.ts';
import { routeRequest, type Route } from '../providers/route.ts';
import { sortableId } from '../support/ids.ts';
import { readBody } from '../wire/read-body.ts';
import { cacheAsidePaths, getAside, putAside } from './cache-aside.ts';
import { readCacheable } from './cacheable.ts';
import { createExchange, requestHeader, type Exchange } from './exchange.ts';
import { forward, type ForwardDeps } from './forward.ts';
import { lookUpByMeaning } from './look-up-by-meaning.ts';
import { lookUp, type Hit } from './look-up.ts';
import { sendOwnError } from './own-error.ts';
import { answerMode, answerStatus, recordAnswer, type Lookup } from './record-answer.ts';
import type { NearestFinder } from './nearest-request.ts';
import type { RecordQueue } from './record-queue.ts';
import { createRequestMemo, maxMemorableBytes, type RequestMemo } from './request-memo.ts';
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
  recordings: RecordQueue;
  matcher: Matcher;
  nearest: NearestFinder;
  countFailure: CountFailure;
  /** Whether a routed request would come back to this very proxy. */
  isSelf: (origin: string) => boolean | Promise<boolean>;
  /** Header value that marks the proxy's own start-up check. */
  internalToken: string;
  /** Called once a request is over, its answer recorded or not. */
  onFinished: (exchange: Exchange) => void;
}

export interface Pipeline {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers a request that may not come in, and logs it like any other. */
  refuse: (request: IncomingMessage, response: ServerResponse, error: SemcacheError) => void;
}

/** A request's way: route, cacheability, exact lookup, lookup by meaning, upstream, record. This file is the only one that knows the order. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const memo = createRequestMemo();
  const begin = (request: IncomingMessage, response: ServerResponse): Exchange =>
    createExchange(request, response, {
      id: sortableId('req', deps.host.clock.now(), deps.host.randomBytes),
      at: deps.host.clock.now(),
      startedAt: deps.host.clock.monotonic(),
      internal: request.headers['x-semcache-internal'] === deps.internalToken,
    });
  return {
    refuse: (request, response, error) => {
      const exchange = begin(request, response);
      // A web page that keeps knocking shares rows of the log.
      exchange.identity = refused;
      sendOwnError(exchange, error);
      deps.onFinished(exchange);
    },
    handle: async (request, response) => {
      const exchange = begin(request, response);
      try {
        const aside = asideOf(request);
        if (aside === undefined) await answer(deps, memo, exchange);
        else await aside(deps, exchange);
      } catch (error) {
        // A client that left in the middle of its own request wants no answer and is nobody's failure.
        if (request.destroyed && !request.complete) exchange.outcome.recorded = 'client_gone';
        else if (asSemcacheError(error).code === 'internal') deps.countFailure('request_failed', error);
        sendOwnError(exchange, asSemcacheError(error));
      }
      deps.onFinished(exchange);
    },
  };
}

function asSemcacheError(error: unknown): SemcacheError {
  if (error instanceof SemcacheError) return error;
  if (error instanceof z.ZodError) return new SemcacheError('invalid_params', z.prettifyError(error), { cause: error });
  return new SemcacheError('internal', 'Semcache failed on this request; its log has the details.', { cause: error });
}

/** Semcache's cache-aside calls, unless the request names an upstream to send them to. */
function asideOf(request: IncomingMessage): typeof getAside | undefined {
  if (request.headers['x-llm-proxy-upstream'] !== undefined) return undefined;
  if (request.url === cacheAsidePaths.get && request.method === 'POST') return getAside;
  return request.url === cacheAsidePaths.put && request.method === 'PUT' ? putAside : undefined;
}

const refused = {};

async function answer(deps: PipelineDeps, memo: RequestMemo, exchange: Exchange): Promise<void> {
  const { request } = exchange;
  const settings = deps.settings();
  const { maxRequestBytes } = settings.proxy;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxRequestBytes) throw requestTooLarge(maxRequestBytes);

  let body: Buffer | undefined;
  let name: string | undefined;
  if (request.method === 'POST' && declared > 0 && declared <= maxMemorableBytes) {
    body = await readWhole(exchange);
    name = memo.nameOf(request, body);
    const known = memo.recall(name, settings);
    if (known !== undefined && cacheGate(deps, exchange, known.route) === undefined) {
      exchange.route = known.route;
      await refuseSelf(deps, known.route);
      await answerCacheable(deps, exchange, known, body);
      return;
    }
  }

  const route = routeRequest(
    {
      target: request.url ?? '/',
      host: request.headers.host ?? '',
      header: (header) => requestHeader(request, header),
    },
    settings,
  );
  exchange.route = route;
  await refuseSelf(deps, route);
  const lookup = await identify(deps, exchange, route, body);
  if (lookup === undefined) return;
  if (name !== undefined) memo.remember(name, settings, lookup.lookup);
  await answerCacheable(deps, exchange, lookup.lookup, lookup.body);
}

/** Finds a request's identity, or passes the request through and returns nothing. */
async function identify(
  deps: PipelineDeps,
  exchange: Exchange,
  route: Route,
  known: Buffer | undefined,
): Promise<{ lookup: Lookup; body: Buffer } | undefined> {
  const { request, outcome } = exchange;
  const { proxy, cache } = deps.settings();
  const gate = cacheGate(deps, exchange, route);
  if (gate !== undefined) {
    outcome.reason = gate;
    const upload = hasBody(request) ? limitedUpload(exchange, request, proxy.maxRequestBytes) : null;
    await passThrough(deps, exchange, route, known ?? upload);
    return undefined;
  }
  let body = known;
  if (body === undefined) {
    const reading = await readBody(request, cache.maxCacheableRequestBytes);
    if (!reading.complete) {
      outcome.reason = 'request_too_large';
      await passThrough(deps, exchange, route, limitedUpload(exchange, request, proxy.maxRequestBytes, reading.head));
      return undefined;
    }
    body = reading.body;
    exchange.requestBytes = body.length;
  }
  const cacheable = readCacheable({ exchange, route, body, salt: deps.salt });
  if (!cacheable.cacheable) {
    outcome.reason = cacheable.reason;
    await passThrough(deps, exchange, route, body);
    return undefined;
  }
  return { lookup: cacheable.lookup, body };
}

/** A body whose declared length is small enough to read before anything is decided. */
async function readWhole(exchange: Exchange): Promise<Buffer> {
  const reading = await readBody(exchange.request, maxMemorableBytes);
  const body = reading.complete ? reading.body : reading.head;
  exchange.requestBytes = body.length;
  return body;
}

async function refuseSelf(deps: PipelineDeps, route: Route): Promise<void> {
  const self = deps.isSelf(route.origin);
  if (self === true || (self !== false && (await self))) {
    throw new SemcacheError('upstream_is_self', `The upstream ${route.origin} is this proxy itself.`);
  }
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
  exchange.identity = lookup;
  outcome.model = lookup.request.model;
  outcome.keyParts = lookup.key.parts;
  outcome.streamed = lookup.request.wish.mode !== 'json';

  const recording = deps.recordings.pending(lookup.key.key);
  if (recording !== undefined) await recording;
  const exact = lookUp(deps, lookup);
  outcome.reason = exact.reason;
  if (exact.hit !== undefined) {
    sendHit(deps, exchange, lookup.dialect, exact.hit, 'exact');
    return;
  }
  const similar = await lookUpByMeaning(deps, lookup, outcome);
  if (similar.hit !== undefined) {
    sendHit(deps, exchange, lookup.dialect, similar.hit, 'semantic');
    return;
  }
  await answerMiss(deps, exchange, lookup, body, similar.vector);
}

function sendHit(deps: PipelineDeps, exchange: Exchange, dialect: Dialect, hit: Hit, match: CacheMatch): void {
  const { outcome } = exchange;
  outcome.cacheStatus = 'hit';
  outcome.match = match;
  outcome.entryId = hit.answer.id;
  outcome.usage = hit.answer.usage;
  outcome.savedMs = hit.answer.durationMs;
  serveHit(exchange, dialect, hit, deps.host.clock.monotonic);
}

async function answerMiss(
  deps: PipelineDeps,
  exchange: Exchange,
  lookup: Lookup,
  body: Buffer,
  vector: Float32Array | null,
): Promise<void> {
  const { outcome } = exchange;
  outcome.cacheStatus = 'miss';
  let recorder: Recorder | undefined;
  const forwarded = await forward(deps, exchange, lookup.route, body, (head) => {
    if (head.status === answerStatus(lookup.dialect) && answerMode(head.rawHeaders) !== undefined) {
      recorder = createRecorder(deps.settings().cache.maxEntryBytes);
    }
    return recorder;
  });
  const answeredAt = deps.host.clock.now();
  await deps.recordings.add(lookup.key.key, async () => {
    // Before recording, which replaces an expired entry of the same key.
    outcome.nearest = deps.nearest.find(lookup, outcome);
    const result = await recordAnswer(deps, lookup, forwarded, recorder, { request: body, answeredAt });
    outcome.recorded = result.recorded;
    deps.nearest.noteRecorded(lookup.key.key, result.recorded);
    outcome.recordDetail = result.detail;
    outcome.entryId = result.entryId;
    outcome.usage = result.usage;
    if (result.entryId !== null && result.textOnly && lookup.question !== null) {
      deps.matcher.remember(result.entryId, lookup.question, vector);
    }
  });
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
