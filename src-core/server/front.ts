import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCodes, SemcacheError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import type { CountFailure } from '../ports/host.ts';
import { ownErrorBody } from '../pipeline/own-error.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { CallerOf } from '../pipeline/callers.ts';
import { requestHeader } from '../pipeline/exchange.ts';
import { routeExchange } from '../pipeline/route-exchange.ts';
import { readRules } from '../pipeline/rules.ts';
import type { UpstreamClient } from '../wire/upstream-client.ts';
import { checkSource } from './host-policy.ts';
import type { ListenerHandlers } from './listener.ts';
import { refuseUpgrade, tunnel } from './tunnel.ts';

export interface FrontDeps {
  settings: () => Settings;
  pipeline: Pipeline;
  upstream: () => UpstreamClient;
  callerOf: CallerOf;
  isSelf: (origin: string) => boolean | Promise<boolean>;
  admin: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  metrics: () => Promise<{ contentType: string; body: string }>;
  healthz: () => { ok: boolean; body: string };
  countFailure: CountFailure;
}

/** Who may ask at all, then what is ours to answer, then the proxy. */
export function createFront(deps: FrontDeps): ListenerHandlers {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refusalOf(request, deps.settings());
    if (refusal !== undefined) {
      deps.pipeline.refuse(request, response, refusal);
      return undefined;
    }
    const path = ownPath(request);
    if (path === '/healthz') return sendHealth(deps, response);
    if (path === '/metrics') return sendMetrics(deps, response);
    if (path === '/admin' || path.startsWith('/admin/')) return deps.admin(request, response);
    return deps.pipeline.handle(request, response);
  };

  return {
    request: (request, response) => {
      answer(request, response).catch((error: unknown) => sendError(deps, response, error));
    },
    upgrade: (request, socket, head) => {
      upgrade(deps, request, socket, head).catch((error: unknown) => {
        refuseUpgrade(socket, asSemcacheError(deps, error));
      });
    },
  };
}

/** Why a request may not come in, when it may not. */
function refusalOf(request: IncomingMessage, settings: Settings): SemcacheError | undefined {
  try {
    checkSource(sourceOf(request), settings);
    return undefined;
  } catch (error) {
    if (error instanceof SemcacheError) return error;
    throw error;
  }
}

function sourceOf(request: IncomingMessage): Parameters<typeof checkSource>[0] {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return {
    host: request.headers.host,
    origin: request.headers.origin,
    fetchSite: header('sec-fetch-site'),
    proxyUpstream: header('x-llm-proxy-upstream'),
  };
}

/** Path of a request that could be for this instance itself; a named upstream means it is not. */
function ownPath(request: IncomingMessage): string {
  if (request.headers['x-llm-proxy-upstream'] !== undefined) return '';
  // A client that has this port for its HTTP proxy sends whole addresses; the token in such a call is for us alone.
  const [start = '', authority] = /^https?:\/\/([^/?]*)/i.exec(request.url ?? '/') ?? [];
  if (authority?.endsWith(`:${String(request.socket.localPort)}`) === false) return '';
  const url = (request.url ?? '/').slice(start.length) || '/';
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

function sendHealth(deps: FrontDeps, response: ServerResponse): void {
  const health = deps.healthz();
  response.writeHead(health.ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(health.body);
}

async function sendMetrics(deps: FrontDeps, response: ServerResponse): Promise<void> {
  const { contentType, body } = await deps.metrics();
  response.writeHead(200, { 'content-type': contentType });
  response.end(body);
}

async function upgrade(deps: FrontDeps, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  const settings = deps.settings();
  checkSource(sourceOf(request), settings);
  const caller = settings.proxy.callingProcess === 'project' ? await deps.callerOf(request.socket) : null;
  const route = routeExchange(request, settings, caller);
  if (await deps.isSelf(route.origin))
    throw new SemcacheError('upstream_is_self', `The upstream ${route.origin} is this proxy itself.`);
  const { hold } = readRules((name) => requestHeader(request, name), route.project, settings);
  if (hold !== null) throw new SemcacheError('not_in_cache', `A connection of its own is never stored, and ${hold}.`);
  await tunnel(deps.upstream(), route, request, socket, head);
}

function asSemcacheError(deps: FrontDeps, error: unknown): SemcacheError {
  if (error instanceof SemcacheError) return error;
  deps.countFailure('request_failed', error);
  return new SemcacheError('internal', 'Semcache failed on this request; its log has the details.', { cause: error });
}

function sendError(deps: FrontDeps, response: ServerResponse, thrown: unknown): void {
  const error = asSemcacheError(deps, thrown);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(errorCodes[error.code].status, {
    'content-type': 'application/json',
    'X-Cache-Status': 'bypass',
    'X-Cache-Reason': error.code,
    connection: 'close',
  });
  response.end(ownErrorBody(error, undefined));
}
