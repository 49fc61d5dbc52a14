import type { UsagePlace } from '../ports/dialect.ts';

/** A provider's API: where it is and how its paths hang together. Adding a vendor is adding a row. */
export interface Vendor {
  name: string;
  title: string;
  origin: string;
  /** Path that the API's own paths hang under; clients may or may not include it. */
  apiBase: string;
  /** Path beginnings that belong to the origin itself and never get `apiBase` in front; `/` is the bare root only. */
  rootPaths: readonly string[];
  /** Where it serves Anthropic's /messages, when not under `apiBase`. */
  messagesBase: string | undefined;
  /** Further host names of the same API. */
  otherHosts: readonly string[];
  /** Where its chat streams say their usage without being asked; undefined when they do so only when asked. */
  unaskedUsage: UsagePlace | undefined;
}

const row = (
  name: string,
  title: string,
  origin: string,
  apiBase: string,
  more: Partial<Pick<Vendor, 'rootPaths' | 'messagesBase' | 'otherHosts' | 'unaskedUsage'>> = {},
): Vendor => ({
  name,
  title,
  origin,
  apiBase,
  rootPaths: more.rootPaths ?? [],
  messagesBase: more.messagesBase,
  otherHosts: more.otherHosts ?? [],
  unaskedUsage: more.unaskedUsage,
});

/**
 * Bases as the vendors' own SDKs use them (npm, November 2026): openai 7.57.0, groq-sdk 1.6.0 (no path in its base,
 * /openai/v1 in every call), together-ai 0.52.0 (api.together.ai; older clients api.together.xyz), replicate 1.4.0,
 * @mistralai/mistralai 2.7.0, cohere-ai 8.1.0, @google/genai 3.1.0 (version in the path), ollama 0.6.4. LM Studio and
 * Ollama serve native paths under /api beside /v1. Unasked usage as the vendors' references show their streams, and as
 * their own SDKs read it without ever asking (Groq, Together, Mistral, @ai-sdk/xai 5.0.12).
 */
export const vendors: readonly Vendor[] = [
  row('openai', 'OpenAI', 'https://api.openai.com', '/v1'),
  row('deepseek', 'DeepSeek', 'https://api.deepseek.com', '', {
    rootPaths: ['/v1/', '/beta/', '/anthropic/'],
    messagesBase: '/anthropic/v1',
    unaskedUsage: 'finish',
  }),
  row('groq', 'Groq', 'https://api.groq.com', '/openai/v1', { unaskedUsage: 'x_groq' }),
  row('together', 'Together AI', 'https://api.together.ai', '/v1', {
    otherHosts: ['api.together.xyz'],
    unaskedUsage: 'finish',
  }),
  row('lmstudio', 'LM Studio', 'http://localhost:1234', '/v1', { rootPaths: ['/api/'] }),
  row('ollama', 'Ollama', 'http://127.0.0.1:11434', '/v1', { rootPaths: ['/', '/api/'] }),
  row('anthropic', 'Anthropic', 'https://api.anthropic.com', '/v1'),
  row('mistral', 'Mistral', 'https://api.mistral.ai', '/v1', {
    otherHosts: ['api.eu.mistral.ai', 'api.us.mistral.ai', 'codestral.mistral.ai'],
    unaskedUsage: 'finish',
  }),
  row('openrouter', 'OpenRouter', 'https://openrouter.ai', '/api/v1', { unaskedUsage: 'chunk' }),
  row('xai', 'xAI', 'https://api.x.ai', '/v1', { unaskedUsage: 'finish' }),
  row('replicate', 'Replicate', 'https://api.replicate.com', '/v1'),
  row('gemini', 'Google Gemini', 'https://generativelanguage.googleapis.com', '', {
    rootPaths: ['/v1/', '/v1beta/', '/v1alpha/'],
  }),
  row('cohere', 'Cohere', 'https://api.cohere.com', '', {
    rootPaths: ['/v1/', '/v2/'],
    otherHosts: ['api.cohere.ai'],
  }),
];

export function vendorByName(name: string): Vendor | undefined {
  return vendors.find((vendor) => vendor.name === name);
}

/** The vendor that answers on a host, given as in a URL's `host` (port only when it is not the scheme's own). */
export function vendorByHost(host: string): Vendor | undefined {
  return vendors.find((vendor) => new URL(vendor.origin).host === host || vendor.otherHosts.includes(host));
}

const azureResource = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/**
 * Azure OpenAI has a host per resource: `https://<resource>.openai.azure.com`. Resources made in Azure AI Foundry answer
 * at `<resource>.services.ai.azure.com` and `.cognitiveservices.azure.com` too, which are named whole.
 */
export function azureVendor(resource: string): Vendor | undefined {
  const name = resource.toLowerCase();
  // `/azure/openai/deployments/…` is an address without its resource; the key in it must not go to one that is called so.
  if (name === 'openai') return undefined;
  const host = azureResource.test(name) ? `${name}.openai.azure.com` : name;
  return isAzureHost(host) ? row('azure', 'Azure OpenAI', `https://${host}`, '') : undefined;
}

const azureHost = /^[a-z0-9-]+\.(?:openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/;

export function isAzureHost(host: string): boolean {
  return azureHost.test(host);
}

/** Whether a host belongs to a provider of the table or to an Azure resource. */
export function isKnownProviderHost(host: string): boolean {
  return vendorByHost(host) !== undefined || isAzureHost(host);
}
