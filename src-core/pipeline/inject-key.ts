import type { IncomingMessage } from 'node:http';
import type { UpstreamKeys } from '../ports/upstream-keys.ts';
import type { Route } from '../providers/route.ts';
import { isAzureHost } from '../providers/vendors.ts';
import { credentialHeaders, hasQueryCredential } from '../request/credential.ts';
import { headerPairs } from '../wire/headers.ts';

/** What tools are given where they insist on a key: means "use the one that Semcache has". */
const placeholder = /^(?:bearer)?\s*(?:semcache)?$/i;

type Credentialed = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url'>;

/**
 * Gives a request the key that its owner left for this upstream, when its client sent none: from here on it is what the
 * client would have sent with that key, so its identity, its partition and what goes upstream follow by themselves.
 *
 * Threat: a request's header may name any address, and an upstream of the owner's may be given another one. The key goes
 * to the origin that it was given for and to no other.
 */
export function injectKey(keys: UpstreamKeys, request: Credentialed, route: Route): void {
  const key = keys.keyOf(route.upstreamName, route.origin);
  if (key === null || sentCredential(request)) return;
  const { name, value } = keyHeader(route, key);
  const kept = [...headerPairs(request.rawHeaders)].filter(([sent]) => !isCredentialHeader(sent.toLowerCase()));
  request.rawHeaders = [...kept.flat(), name, value];
  for (const header of credentialHeaders) delete request.headers[header];
  request.headers[name] = value;
}

const isCredentialHeader = (lowerName: string): boolean => credentialHeaders.some((name) => name === lowerName);

/** Whether the client brought a key of its own; a placeholder is none. */
function sentCredential({ headers, url = '' }: Credentialed): boolean {
  const mark = url.indexOf('?');
  if (mark !== -1 && hasQueryCredential(url.slice(mark))) return true;
  return credentialHeaders.some((name) => !placeholder.test(String(headers[name] ?? '').trim()));
}

/** The header that the one who answers reads its key from: by vendor, for an upstream of the owner's by wire format. */
function keyHeader({ vendor, dialect, origin }: Route, key: string): { name: string; value: string } {
  if (vendor === 'anthropic' || (vendor === undefined && dialect?.id.startsWith('anthropic') === true)) {
    return { name: 'x-api-key', value: key };
  }
  if (vendor === 'gemini') return { name: 'x-goog-api-key', value: key };
  if (isAzureHost(new URL(origin).hostname)) return { name: 'api-key', value: key };
  return { name: 'authorization', value: `Bearer ${key}` };
}
