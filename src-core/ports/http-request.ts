import type { Readable } from 'node:stream';

export interface HttpCall {
  method: 'GET' | 'HEAD';
  url: URL;
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  /** By lower-case name; the last of several. */
  headers: ReadonlyMap<string, string>;
  body: Readable;
}

/**
 * A request of the product's own to the network, by the proxies and certificate authorities that upstreams are reached
 * with. Follows no redirect. Rejects with SemcacheError upstream_* or an AbortError.
 */
export type HttpRequest = (call: HttpCall) => Promise<HttpAnswer>;
