import { createHmac } from 'node:crypto';

/** Request headers that carry a credential, and the query parameter Gemini takes one in. */
const credentialHeaders = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'] as const;
const credentialQuery = 'key';

/** Headers that divide one credential's answers further (openai 7.57.0, @anthropic-ai/sdk 1.12.0). */
export const partitionHeaders = ['openai-organization', 'openai-project', 'anthropic-workspace-id'] as const;

/**
 * A stand-in for whatever identifies the caller to the provider: HMAC-SHA-256 with a salt of this installation, so that
 * neither the store nor the log ever holds a key or anything that can be compared across machines.
 */
export function credentialHash(header: (name: string) => string | undefined, query: string, salt: Uint8Array): string {
  const secrets = credentialHeaders.map((name) => header(name) ?? '');
  const fromQuery = query.includes(`${credentialQuery}=`)
    ? (new URLSearchParams(query).get(credentialQuery) ?? '')
    : '';
  if (fromQuery === '' && secrets.every((secret) => secret === '')) return 'none';
  return createHmac('sha256', salt)
    .update(JSON.stringify([...secrets, fromQuery]))
    .digest('hex')
    .slice(0, 32);
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
  parameters.delete(credentialQuery);
  // `alt=sse` is Gemini's way to ask for a stream: transport, not identity.
  parameters.delete('alt');
  parameters.sort();
  return parameters.toString();
}
