import { SemcacheError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import { isKnownProviderHost } from '../providers/vendors.ts';
import { bareHostname, isLoopbackHost } from '../support/loopback.ts';

/**
 * Threat: a web page whose name is re-bound to 127.0.0.1 can reach this port with the page's own Host header, and any
 * page can send "simple" requests here. Programs send neither Origin nor Sec-Fetch-Site, so a browser is recognisable.
 */
export interface RequestHead {
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  proxyUpstream: string | undefined;
}

/** Throws host_not_allowed or origin_not_allowed; returns for requests that may go on. */
export function checkSource(head: RequestHead, settings: Settings): void {
  checkHost(head, settings);
  checkOrigin(head, settings);
}

function checkHost(head: RequestHead, settings: Settings): void {
  // HTTP/1.0 clients may leave Host out; a browser never does.
  if (head.host === undefined || head.host === '') return;
  if (ownHosts.get(settings)?.has(head.host) === true) return;
  const url = URL.parse(`https://${head.host}`);
  const host = url?.host.toLowerCase() ?? '';
  const hostname = bareHostname(url?.hostname ?? '');
  if (isLoopbackHost(hostname) || hostname === bareHostname(settings.proxy.host)) {
    rememberOwnHost(settings, head.host);
    return;
  }
  if (isKnownProviderHost(host)) return;
  if (settings.upstreams.some((upstream) => new URL(upstream.baseUrl).host === host)) return;
  const upstream = head.proxyUpstream === undefined ? null : URL.parse(head.proxyUpstream.trim());
  if (upstream !== null && bareHostname(upstream.hostname) === hostname) return;
  throw new SemcacheError(
    'host_not_allowed',
    `The Host header names ${head.host.slice(0, 100)}, which is neither this machine, the host of X-LLM-Proxy-Upstream, nor a known provider.`,
  );
}

/** Spellings of this machine that were checked, per settings: nearly every request has the same one. */
const ownHosts = new WeakMap<Settings, Set<string>>();
const maxOwnHosts = 100;

function rememberOwnHost(settings: Settings, host: string): void {
  const known = ownHosts.get(settings) ?? new Set();
  if (known.size < maxOwnHosts) ownHosts.set(settings, known.add(host));
}

function checkOrigin(head: RequestHead, settings: Settings): void {
  if (head.origin !== undefined) {
    if (isOwnOrigin(head.origin, head.host) || settings.proxy.allowedOrigins.includes(head.origin)) return;
    throw new SemcacheError(
      'origin_not_allowed',
      `Requests from web pages of ${head.origin.slice(0, 100)} are not allowed. Add the origin to proxy.allowedOrigins if it is yours.`,
    );
  }
  if (head.fetchSite === 'cross-site' || head.fetchSite === 'same-site') {
    throw new SemcacheError('origin_not_allowed', 'Requests that another web page causes are not allowed.');
  }
}

/** The console's own pages: same scheme, host and port as they were loaded from, on this machine. */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const url = URL.parse(origin);
  return url !== null && host !== undefined && origin === `http://${host}` && isLoopbackHost(url.hostname);
}
