import type { HttpRequest } from '../ports/http-request.ts';
import type { UpstreamClient } from './upstream-client.ts';

/** Requests of the product's own over the upstreams' connections. */
export function createOwnRequest(upstream: () => UpstreamClient): HttpRequest {
  return async ({ method, url, signal }) => {
    const { status, rawHeaders, body } = await upstream().call({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: ['user-agent', 'semcache', 'accept', '*/*', 'accept-encoding', 'identity'],
      body: null,
      signal,
    });
    const headers = new Map<string, string>();
    for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
      headers.set((rawHeaders[at] ?? '').toLowerCase(), rawHeaders[at + 1] ?? '');
    }
    return { status, headers, body };
  };
}
