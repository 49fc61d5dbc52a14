import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import type { UpstreamKeys } from '../ports/upstream-keys.ts';
import type { Route } from '../providers/route.ts';
import { sortableId } from '../support/ids.ts';
import { readBody } from '../wire/read-body.ts';
import { answerCacheable, type CacheableDeps } from './answer-cacheable.ts';
import { cacheAsidePaths, getAside, putAside } from './cache-aside.ts';
import type { CallerOf } from './callers.ts';
import { createExchange, requestHeader, type Exchange } from './exchange.ts';
import { forward } from './forward.ts';
import { identify } from './identify.ts';
import { injectKey } from './inject-key.ts';
import { notCached } from './not-in-cache.ts';
import { sendOwnError } from './own-error.ts';
import { createRequestMemo, maxMemorableBytes, type RequestMemo } from './request-memo.ts';
import { routeExchange } from './route-exchange.ts';
import { readRules } from './rules.ts';
import { createSampleTurns } from './sample-turns.ts';
import { requestTooLarge } from './upload.ts';

export interface PipelineDeps extends Omit<CacheableDeps, 'turns'> {
  /** Salt of this installation for credential hashes. */
  salt: Uint8Array;
  callerOf: CallerOf;
  /** Whether a routed request would come back to this very proxy. */
  isSelf: (origin: string) => boolean | Promise<boolean>;
  /** Keys that the owner left for requests without one. */
  keys: UpstreamKeys;
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

/** What requests leave behind for those that follow. */
interface Stages extends PipelineDeps, CacheableDeps {
  memo: RequestMemo;
}

/** A request's way: route, rules, identity, then the store or the upstream (answer-cacheable.ts has that order). */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const stages: Stages = { ...deps, memo: createRequestMemo(), turns: createSampleTurns() };
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
      const caller = deps.callerOf(request.socket);
      try {
        const aside = asideOf(request);
        if (aside === undefined) await answer(stages, exchange);
        else await aside(deps, exchange);
      } catch (error) {
        // A client that left in the middle of its own request wants no answer and is nobody's failure.
        if (request.destroyed && !request.complete) exchange.outcome.recorded = 'client_gone';
        else if (asSemcacheError(error).code === 'internal') deps.countFailure('request_failed', error);
        sendOwnError(exchange, asSemcacheError(error));
      }
      // The answer is out: only the row of the log waits for the name.
      if (caller !== null) exchange.caller = await caller;
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

async function answer(deps: Stages, exchange: Exchange): Promise<void> {
  const { request } = exchange;
  const { memo } = deps;
  const settings = deps.settings();
  const owner = settings.proxy.callingProcess === 'project' ? await deps.callerOf(request.socket) : null;
  const { maxRequestBytes } = settings.proxy;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxRequestBytes) throw requestTooLarge(maxRequestBytes);

  let body: Buffer | undefined;
  let name: string | undefined;
  if (request.method === 'POST' && declared > 0 && declared <= maxMemorableBytes) {
    body = await readWhole(exchange);
    name = memo.nameOf(request, body, `${owner ?? ''} ${String(deps.keys.version)}`);
    const known = memo.recall(name, settings);
    if (known !== undefined) {
      exchange.route = known.route;
      injectKey(deps.keys, request, known.route);
      await refuseSelf(deps, known.route);
      await answerCacheable(deps, exchange, known, body);
      return;
    }
  }

  const route = routeExchange(request, settings, owner);
  exchange.route = route;
  injectKey(deps.keys, request, route);
  await refuseSelf(deps, route);
  const rules = readRules((header) => requestHeader(request, header), route.project, settings);
  const identified = await identify(deps, exchange, route, rules, body);
  if (!identified.cacheable) {
    exchange.outcome.reason = identified.reason;
    if (rules.hold !== null) throw notCached(exchange.outcome, rules.hold);
    await passThrough(deps, exchange, route, identified.upload);
    return;
  }
  if (name !== undefined) memo.remember(name, settings, identified.lookup);
  await answerCacheable(deps, exchange, identified.lookup, identified.body);
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

async function passThrough(
  deps: PipelineDeps,
  exchange: Exchange,
  route: Route,
  body: Parameters<typeof forward>[3],
): Promise<void> {
  const end = await forward(deps, exchange, route, body);
  if (end !== 'complete') exchange.outcome.recorded = end;
}
