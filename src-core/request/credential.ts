import { createHmac } from 'node:crypto';

/** Request headers that carry a credential. */
export const credentialHeaders = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'] as const;

/** Query parameters that carry one: Google's key and token, Azure API Management's key. */
const credentialQueries = ['key', 'access_token', 'subscription-key'] as const;

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
 * neither the store nor the log ever holds a key or anything that can be compared across machines.
 */
export function credentialHash(header: (name: string) => string | undefined, query: string, salt: Uint8Array): string {
  const secrets = credentialHeaders.map((name) => header(name) ?? '');
  const fromQuery = querySecrets(query);
  // Google takes one key either way, and it stays the same caller's.
  const inHeader = credentialHeaders.indexOf('x-goog-api-key');
  if (secrets[inHeader] === '' && fromQuery.length === 1 && fromQuery[0]?.name === 'key') {
    secrets[inHeader] = fromQuery.pop()?.value ?? '';
  }
  if (fromQuery.length === 0 && secrets.every((secret) => secret === '')) return 'none';
  return createHmac('sha256', salt)
    .update(JSON.stringify([...secrets, fromQuery.length === 0 ? '' : fromQuery]))
    .digest('hex')
    .slice(0, 32);
}

/** Whether a query carries a credential. */
export const hasQueryCredential = (query: string): boolean => querySecrets(query).length > 0;

/** Parsed, not searched for: a parameter's name may be percent-encoded, and repeated ones are all meant. */
function querySecrets(query: string): { name: string; value: string }[] {
  if (query === '' || query === '?') return [];
  const parameters = new URLSearchParams(query);
  return credentialQueries.flatMap((name) => parameters.getAll(name).map((value) => ({ name, value })));
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
  for (const name of credentialQueries) parameters.delete(name);
  // `alt=sse` is Gemini's way to ask for a stream: transport, not identity.
  parameters.delete('alt');
  // Claude Code and older SDKs of Anthropic mark beta calls with it; what a beta changes, anthropic-beta says.
  parameters.delete('beta', 'true');
  parameters.sort();
  return parameters.toString();
}
