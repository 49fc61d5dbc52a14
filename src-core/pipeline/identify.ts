import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { LookupReason } from '../contracts/outcome.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Route } from '../providers/route.ts';
import { readBody } from '../wire/read-body.ts';
import { readCacheable } from './cacheable.ts';
import type { Exchange } from './exchange.ts';
import type { Lookup } from './record-answer.ts';
import type { Rules } from './rules.ts';
import { limitedUpload } from './upload.ts';

/** A request whose answer can be stored and looked up, or one that passes through with whatever body it has. */
export type Identified =
  | { cacheable: true; lookup: Lookup; body: Buffer }
  | { cacheable: false; reason: LookupReason; upload: Buffer | Readable | null };

/** Finds a request's identity. `known` is its body when that was read before. Rejects when the client leaves meanwhile. */
export async function identify(
  deps: { settings: () => Settings; salt: Uint8Array },
  exchange: Exchange,
  route: Route,
  rules: Rules,
  known: Buffer | undefined,
): Promise<Identified> {
  const { request } = exchange;
  const { proxy, cache } = deps.settings();
  const gate = cacheGate(request, route, rules);
  if (gate !== undefined) {
    const upload = hasBody(request) ? limitedUpload(exchange, request, proxy.maxRequestBytes) : null;
    return { cacheable: false, reason: gate, upload: known ?? upload };
  }
  let body = known;
  if (body === undefined) {
    const reading = await readBody(request, cache.maxCacheableRequestBytes);
    if (!reading.complete) {
      const upload = limitedUpload(exchange, request, proxy.maxRequestBytes, reading.head);
      return { cacheable: false, reason: 'request_too_large', upload };
    }
    body = reading.body;
    exchange.requestBytes = body.length;
  }
  const cacheable = readCacheable({ exchange, route, body, salt: deps.salt, rules });
  return cacheable.cacheable
    ? { cacheable: true, lookup: cacheable.lookup, body }
    : { cacheable: false, reason: cacheable.reason, upload: body };
}

/** Why a request is not even read, by what is known from its head. */
function cacheGate(request: IncomingMessage, route: Route, rules: Rules): LookupReason | undefined {
  if (route.dialect === undefined) return 'path_not_cacheable';
  if (request.method !== 'POST') return 'method_not_cacheable';
  if (rules.skip !== null) return rules.skip;
  const encoding = request.headers['content-encoding'];
  return encoding === undefined || encoding === 'identity' ? undefined : 'encoded_request';
}

/** A message has a body when its head says so (RFC 9112 section 6.3). */
function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}
