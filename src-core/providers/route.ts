import { projectNameSchema, type Settings } from '../contracts/settings.ts';
import { SemcacheError } from '../contracts/errors.ts';
import type { Dialect } from '../ports/dialect.ts';
import { bareHostname, isLoopbackHost } from '../support/loopback.ts';
import { dialectOfPath } from './dialects.ts';
import { generic } from './generic/dialect.ts';
import { promptPathHeader } from './generic/prompt-path.ts';
import { withPromptPath } from './generic/with-prompt-path.ts';
import { recogniseVendor } from './recognise.ts';
import { collapseSlashes, joinBasePath, vendorPath, withoutPrefix } from './upstream-url.ts';
import { azureVendor, isAzureHost, isKnownProviderHost, vendorByHost, vendorByName, type Vendor } from './vendors.ts';

/** Where a request goes and what is known of it before its body is read. */
export interface Route {
  project: string;
  /** Name of the upstream for lists and logs: a vendor, a user's name, or the host of an explicit URL. */
  upstreamName: string;
  /** Scheme, host and port, such as `https://api.openai.com`. */
  origin: string;
  /** Path without query, as it goes upstream. */
  path: string;
  /** Query with its leading `?`, or empty. */
  query: string;
  /** Vendor of the table that prefix, address or default named; its manner of speaking holds whatever host answers. */
  vendor: string | undefined;
  dialect: Dialect | undefined;
}

export interface RouteRequest {
  /** Request target: path and query as on the request line. */
  target: string;
  host: string;
  header: (name: string) => string | undefined;
}

/** Project of requests that name none. */
export const defaultProject = 'default';

/**
 * Chooses the upstream: explicit header, then path prefix, then what path and headers reveal, then the default.
 * Throws SemcacheError for what cannot be followed.
 */
export function routeRequest(request: RouteRequest, settings: Settings): Route {
  const { path: sentPath, query } = splitTarget(request.target);
  const { project, path } = takeProject(collapseSlashes(sentPath));

  if (path === genericPath) return genericRoute(request, project, query);
  const explicit = request.header('x-llm-proxy-upstream');
  if (explicit !== undefined) {
    const route = explicitRoute(explicit, project, path, query);
    return { ...route, dialect: dialectFor(request, dialectOfPath(path) ?? route.dialect) };
  }

  const place = placeOf(request, path, settings);
  const host = request.header('x-llm-proxy-host');
  const origin = host === undefined ? place.origin : proxyHostOrigin(host, place.origin, settings);
  return {
    project,
    upstreamName:
      origin === place.origin ? place.name : (vendorByHost(new URL(origin).host)?.name ?? new URL(origin).host),
    origin,
    path: place.path,
    query,
    vendor: place.vendor,
    dialect: dialectFor(request, dialectOfPath(place.path)),
  };
}

/** A header that names the compared text makes requests of no known format cacheable too. */
function dialectFor({ header }: RouteRequest, known: Dialect | undefined): Dialect | undefined {
  if (promptPathHeader(header) === undefined) return known;
  return known === undefined ? generic : withPromptPath(known);
}

/** Semcache's route for any provider: two headers say where the request goes and what of it is compared. */
const genericPath = '/semcache/v1/chat/completions';

function genericRoute(request: RouteRequest, project: string, query: string): Route {
  const upstream = request.header('x-llm-proxy-upstream');
  const missing = upstream === undefined ? 'X-LLM-Proxy-Upstream' : 'X-LLM-Prompt';
  if (upstream === undefined || promptPathHeader(request.header) === undefined) {
    throw new SemcacheError('header_missing', `${genericPath} needs the header ${missing}.`);
  }
  // The path says nothing of the format here, only of who answers: the upstream's own path counts.
  const route = explicitRoute(upstream, project, genericPath.replace('/semcache', ''), query);
  return { ...route, dialect: dialectFor(request, route.dialect) };
}

function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  // A client that takes us for a forward proxy sends an absolute address; only its path concerns us.
  const absolute = /^https?:\/\/[^/]*/i.exec(path);
  return {
    path: absolute === null ? path : path.slice(absolute[0].length),
    query: mark === -1 ? '' : target.slice(mark),
  };
}

function takeProject(path: string): { project: string; path: string } {
  if (!path.startsWith('/p/')) return { project: defaultProject, path };
  const end = path.indexOf('/', 3);
  const name = end === -1 ? path.slice(3) : path.slice(3, end);
  if (!projectNameSchema.safeParse(name).success) {
    throw new SemcacheError(
      'project_invalid',
      `"${name.slice(0, 80)}" is not a project name: use letters, digits, dot, dash and underscore, at most 63.`,
    );
  }
  return { project: name, path: end === -1 ? '/' : path.slice(end) };
}

/** The header gives the exact URL; a bare origin is completed with the client's own path. The query is kept. */
function explicitRoute(header: string, project: string, path: string, query: string): Route {
  const url = parseUpstreamUrl(header, 'X-LLM-Proxy-Upstream');
  const ownPath = url.pathname === '/' ? path : url.pathname;
  return {
    project,
    upstreamName: vendorByHost(url.host)?.name ?? url.host,
    vendor: vendorByHost(url.host)?.name,
    origin: url.origin,
    path: ownPath,
    query: joinQueries(url.search, query),
    dialect: dialectOfPath(ownPath),
  };
}

function joinQueries(first: string, second: string): string {
  if (first === '' || second === '' || second === '?') return first === '' ? second : first;
  return `${first}&${second.slice(1)}`;
}

export function parseUpstreamUrl(text: string, header: string): URL {
  const url = URL.parse(text.trim());
  if (
    url === null ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw new SemcacheError(
      'upstream_header_invalid',
      `${header} must be an http:// or https:// URL without credentials.`,
    );
  }
  return url;
}

interface Place {
  name: string;
  vendor: string | undefined;
  origin: string;
  path: string;
}

const vendorPlace = (vendor: Vendor, path: string): Place => ({
  name: vendor.name,
  vendor: vendor.name,
  origin: vendor.origin,
  path: vendorPath(vendor, path),
});

function placeOf(request: RouteRequest, path: string, settings: Settings): Place {
  return (
    // Azure's own paths begin with /openai, which without its Host would be OpenAI's prefix.
    azurePlace(request.host, path) ??
    prefixPlace(path, settings) ??
    hostPlace(request.host, path) ??
    recognisedPlace(request, path) ??
    defaultPlace(path, settings)
  );
}

function prefixPlace(path: string, settings: Settings): Place | undefined {
  const [, first = '', second = ''] = path.split('/', 3);
  const rest = (prefix: string): string => withoutPrefix(path, prefix) || '/';
  if (first === 'u') {
    const upstream = userPlace(second, rest(`/u/${second}`), settings);
    if (upstream === undefined) throw unknownUpstream(second);
    return upstream;
  }
  if (first === 'azure') {
    const vendor = azureVendor(second);
    if (vendor === undefined) throw unknownUpstream(`azure/${second}`);
    return vendorPlace(vendor, rest(`/azure/${second}`));
  }
  // Groq's own calls begin with /openai/v1: below another prefix that is its base, here it is OpenAI's prefix.
  const vendor = vendorByName(first);
  return vendor === undefined ? undefined : vendorPlace(vendor, rest(`/${first}`));
}

function userPlace(name: string, path: string, settings: Settings): Place | undefined {
  const upstream = settings.upstreams.find((candidate) => candidate.name === name);
  if (upstream === undefined) return undefined;
  const url = new URL(upstream.baseUrl);
  return { name, vendor: vendorByHost(url.host)?.name, origin: url.origin, path: joinBasePath(url.pathname, path) };
}

const unknownUpstream = (name: string): SemcacheError =>
  new SemcacheError(
    'upstream_unknown',
    `No upstream is called "${name.slice(0, 80)}". Add it in the console under Upstreams.`,
  );

/** The original's clients send `host: api.openai.com` to localhost; a foreign Host was checked before we get here. */
function hostPlace(host: string, path: string): Place | undefined {
  const name = host.toLowerCase().replace(/:443$/, '');
  if (isLoopbackHost(bareHostname(name.replace(/:\d+$/, '')))) return undefined;
  const vendor = vendorByHost(name);
  return vendor === undefined ? undefined : vendorPlace(vendor, path);
}

function azurePlace(host: string, path: string): Place | undefined {
  const name = host.toLowerCase().replace(/:443$/, '');
  return isAzureHost(name) ? { name: 'azure', vendor: 'azure', origin: `https://${name}`, path } : undefined;
}

function recognisedPlace(request: RouteRequest, path: string): Place | undefined {
  const name = recogniseVendor(path, splitTarget(request.target).query, request.header);
  const vendor = name === undefined ? undefined : vendorByName(name);
  return vendor === undefined ? undefined : vendorPlace(vendor, path);
}

function defaultPlace(path: string, settings: Settings): Place {
  const name = settings.proxy.defaultUpstream;
  const user = userPlace(name, path, settings);
  if (user !== undefined) return user;
  const vendor = vendorByName(name);
  if (vendor === undefined) throw unknownUpstream(name);
  return vendorPlace(vendor, path);
}

/**
 * `X-LLM-Proxy-Host` replaces scheme and host and keeps the path. Only known providers, the user's own upstreams and
 * this machine are accepted: anything else is said with X-LLM-Proxy-Upstream.
 */
function proxyHostOrigin(header: string, defaultOrigin: string, settings: Settings): string {
  const text = header.trim();
  const url = parseUpstreamUrl(
    /^https?:\/\//i.test(text) ? text : `${new URL(defaultOrigin).protocol}//${text}`,
    'X-LLM-Proxy-Host',
  );
  const own = settings.upstreams.some((upstream) => new URL(upstream.baseUrl).host === url.host);
  if (own || isKnownProviderHost(url.host) || isLoopbackHost(url.hostname)) return url.origin;
  throw new SemcacheError(
    'host_not_allowed',
    `X-LLM-Proxy-Host names ${url.host}, which is no known provider. Name the full address in X-LLM-Proxy-Upstream, or add it under Upstreams.`,
  );
}
