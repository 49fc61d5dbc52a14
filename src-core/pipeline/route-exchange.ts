import type { IncomingMessage } from 'node:http';
import { SemcacheError } from '../contracts/errors.ts';
import { projectNameSchema, type Settings } from '../contracts/settings.ts';
import { defaultProject, routeRequest, type Route } from '../providers/route.ts';
import { projectOfCaller } from './callers.ts';
import { requestHeader } from './exchange.ts';

/**
 * Where a request goes and whose it is: a project named in `x-semcache-project` counts before the path's, and where
 * neither names one the calling program's, if it is known.
 */
export function routeExchange(request: IncomingMessage, settings: Settings, caller: string | null): Route {
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
