import type { IncomingMessage } from 'node:http';
import { SemcacheError } from '../contracts/errors.ts';
import { projectNameSchema, type Settings } from '../contracts/settings.ts';
import { defaultProject, routeRequest, type Route } from '../providers/route.ts';
import { isKnownProviderHost } from '../providers/vendors.ts';
import { bareHostname, isLoopbackHost } from '../support/loopback.ts';
import { projectOfCaller } from './callers.ts';
import { requestHeader } from './exchange.ts';

/**
 * Where a request goes and whose it is: a project named in `x-semcache-project` counts before the path's, and where
 * neither names one the calling program's, if it is known.
 */
export function routeExchange(request: IncomingMessage, settings: Settings, caller: string | null): Route {
  checkTarget(request, settings);
  const route = routeRequest(
    {
      target: request.url ?? '/',
      host: request.headers.host ?? '',
      header: (name) => requestHeader(request, name),
    },
    settings,
  );
  const project = requestHeader(request, 'x-semcache-project');
  if (project === undefined || project === '') {
    const own = caller !== null && route.project === defaultProject ? projectOfCaller(caller) : undefined;
    return own === undefined ? route : { ...route, project: own };
  }
  if (projectNameSchema.safeParse(project).success) return { ...route, project };
  throw new SemcacheError(
    'header_invalid',
    'x-semcache-project must be letters, digits, dot, dash and underscore, at most 63.',
  );
}

/**
 * Threat: a program that was told to use this port as its HTTP proxy sends absolute addresses. Forwarding their path to
 * an LLM provider would hand it what was meant for another server. Throws host_not_allowed.
 */
function checkTarget({ url = '/', headers, socket }: IncomingMessage, settings: Settings): void {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
  if (authority === undefined || headers['x-llm-proxy-upstream'] !== undefined) return;
  const target = URL.parse(`http://${authority}`);
  const host = target?.host ?? '';
  if (isKnownProviderHost(host)) return;
  const isOwn = target !== null && Number(target.port || 80) === socket.localPort;
  if (isOwn && (isLoopbackHost(target.hostname) || bareHostname(target.hostname) === settings.proxy.host)) return;
  throw new SemcacheError(
    'host_not_allowed',
    `The request is for ${authority.slice(0, 100)}: Semcache is no general HTTP proxy. Give its address as the base URL of your LLM client instead.`,
  );
}
