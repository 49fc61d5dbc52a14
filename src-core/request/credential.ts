import { createHmac } from 'node:crypto';

/** Request headers that carry a credential. */
export const credentialHeaders = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'] as const;

/**
 * Further headers that look like one: gateways' own (`cf-aig-authorization`, `helicone-auth`, `x-portkey-api-key`), Azure
 * API Management's `ocp-apim-subscription-key`, sessions in cookies. Not knowing them would let one key's answers serve
 * another's.
 */
const secretHeader = /auth|(?:^|[-_]|api|access)key(?:$|[-_])|token|secret|cookie|password|credential/;

/** Names of keys that are none: made anew for every request, or addressed to a proxy and never passed on. */
const noSecret = /^(?:x-)?idempotency-key$|^proxy-|^x-semcache-|^sec-/;

/** What load balancers and bot filters put into cookies, which changes while the caller stays the same. */
const routingCookie = /^(?:__cf|_cfuvid|cf_|AWSALB|GCLB|ARRAffinity)/;

/** Query parameters that carry one: Google's key and token, Azure API Management's key. */
const credentialQueries = ['key', 'access_token', 'subscription-key'] as const;

/** And others that look like one, such as `api_key`, `sig` and Azure Functions' `code`. */
const secretQuery = /(?:^|[-_.]|api|access|auth)(?:key|token|secret|signature|sig|password|auth|credential|code)$/i;

/** Headers that divide one credential's answers further (openai 7.57.0, @anthropic-ai/sdk 1.13.0). */
export const partitionHeaders = [
  'openai-organization',
  'openai-project',
  'anthropic-workspace-id',
  // The party on whose behalf the caller asks: one of its own customers.
  'anthropic-user-profile-id',
] as const;

/**
 * A stand-in for whatever identifies the caller to the provider: HMAC-SHA-256 with a salt of this installation, so that
 * neither the store nor the log ever holds a key or anything that can be compared across machines. `names`: of all headers
 * of the request, lower case.
 */
export function credentialHash(
  header: (name: string) => string | undefined,
  query: string,
  salt: Uint8Array,
  names: readonly string[] = [],
): string {
  const secrets = credentialHeaders.map((name) => header(name) ?? '');
  const fromQuery = querySecrets(query);
  // Google takes one key either way, and it stays the same caller's.
  const inHeader = credentialHeaders.indexOf('x-goog-api-key');
  if (secrets[inHeader] === '' && fromQuery.length === 1 && fromQuery[0]?.name === 'key') {
    secrets[inHeader] = fromQuery.pop()?.value ?? '';
  }
  const others = otherSecrets(header, names);
  if (fromQuery.length === 0 && others.length === 0 && secrets.every((secret) => secret === '')) return 'none';
  return createHmac('sha256', salt)
    .update(JSON.stringify([...secrets, fromQuery.length === 0 ? '' : fromQuery, ...others]))
    .digest('hex')
    .slice(0, 32);
}

function otherSecrets(
  header: (name: string) => string | undefined,
  names: readonly string[],
): { name: string; value: string }[] {
  const known: readonly string[] = credentialHeaders;
  const found = names.filter((name) => isSecretHeader(name) && !known.includes(name));
  return found.toSorted().flatMap((name) => {
    const value = name === 'cookie' ? withoutRouting(header(name) ?? '') : (header(name) ?? '');
    return value === '' ? [] : [{ name, value }];
  });
}

/** Whether a header, by its lower-case name, is taken for a credential. */
export const isSecretHeader = (name: string): boolean => secretHeader.test(name) && !noSecret.test(name);

function withoutRouting(cookies: string): string {
  const pairs = cookies.split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair !== '' && !routingCookie.test(pair)).join('; ');
}

/** Whether a query carries a credential. */
export const hasQueryCredential = (query: string): boolean => querySecrets(query).length > 0;

/** Parsed, not searched for: a parameter's name may be percent-encoded, and repeated ones are all meant. */
function querySecrets(query: string): { name: string; value: string }[] {
  if (query === '' || query === '?') return [];
  const parameters = new URLSearchParams(query);
  const known = credentialQueries.flatMap((name) => parameters.getAll(name).map((value) => ({ name, value })));
  for (const name of credentialQueries) parameters.delete(name);
  const others = [...parameters].filter(([name]) => secretQuery.test(name)).map(([name, value]) => ({ name, value }));
  return [...known, ...others];
}

/** Organisation, project and workspace as the caller named them; names, not secrets. */
export function partitionParts(header: (name: string) => string | undefined): { name: string; value: string }[] {
  return partitionHeaders.flatMap((name) => {
    const value = header(name);
    return value === undefined || value === '' ? [] : [{ name, value }];
  });
}

/** The query without credentials, parameters sorted: part of the identity (Azure's api-version lives there). */
export function identityQuery(query: string): string {
  if (query === '' || query === '?') return '';
  const parameters = new URLSearchParams(query);
  for (const { name } of querySecrets(query)) parameters.delete(name);
  // `alt=sse` is Gemini's way to ask for a stream: transport, not identity.
  parameters.delete('alt');
  // Claude Code and older SDKs of Anthropic mark beta calls with it; what a beta changes, anthropic-beta says.
  parameters.delete('beta', 'true');
  parameters.sort();
  const text = parameters.toString();
  // Bytes that are no UTF-8 all read as U+FFFD: such a query is kept as it was written, or they would be the same.
  return text.includes(replacement) ? asWritten(query) : text;
}

const replacement = encodeURIComponent('\ufffd');

function asWritten(query: string): string {
  const parameters = query.replace(/^\?/, '').split('&');
  return parameters.filter((parameter) => querySecrets(parameter).length === 0).join('&');
}
