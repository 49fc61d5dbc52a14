import type { Settings } from '../contracts/settings.ts';
import { bareHostname, isLoopbackHost } from '../support/loopback.ts';
import { vendors } from './vendors.ts';

/** An upstream that a request can name: a vendor of the table or one of the user's. */
export interface ListedUpstream {
  name: string;
  title: string;
  baseUrl: string;
  prefix: string;
  dialects: string[];
  builtIn: boolean;
}

const openaiDialects = ['openai-chat', 'completions', 'embeddings'];

/** Vendors of the table that serve OpenAI Responses beside Chat Completions. */
const withResponses = new Set(['openai', 'groq', 'lmstudio', 'ollama', 'openrouter', 'xai']);

/** Vendors of the table that serve Anthropic Messages beside Chat Completions. */
const withMessages = new Set(['deepseek', 'lmstudio', 'ollama', 'openrouter']);

/** Vendors whose own API speaks none of the OpenAI-compatible dialects. */
const passThroughOnly = new Set(['anthropic', 'replicate', 'cohere']);

/** Wire formats that are one vendor's own. */
const ownDialects: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['anthropic-messages', 'anthropic-count-tokens'],
  gemini: ['gemini', 'gemini-embed', 'gemini-count-tokens'],
  cohere: ['cohere-chat', 'cohere-embed', 'cohere-rerank'],
  ollama: ['ollama-chat', 'ollama-generate', 'ollama-embed'],
  replicate: ['replicate'],
};

export function listUpstreams(settings: Settings): ListedUpstream[] {
  const builtIn = vendors.map((vendor) => ({
    name: vendor.name,
    title: vendor.title,
    baseUrl: `${vendor.origin}${vendor.apiBase}`,
    prefix: `/${vendor.name}`,
    dialects: [
      ...(passThroughOnly.has(vendor.name) ? [] : openaiDialects),
      ...(withResponses.has(vendor.name) ? ['openai-responses'] : []),
      ...(withMessages.has(vendor.name) ? ['anthropic-messages'] : []),
      ...(ownDialects[vendor.name] ?? []),
    ],
    builtIn: true,
  }));
  const own = settings.upstreams.map((upstream) => ({
    name: upstream.name,
    title: upstream.name,
    baseUrl: upstream.baseUrl,
    prefix: `/u/${upstream.name}`,
    dialects: [...openaiDialects, 'openai-responses', 'anthropic-messages'],
    builtIn: false,
  }));
  return [...own, ...builtIn];
}

/** Whether an upstream, by the name it has in lists and logs, is on this machine. */
export function isLocalUpstream(settings: Settings): (name: string) => boolean {
  const own = new Map(settings.upstreams.map(({ name, baseUrl }) => [name, new URL(baseUrl).hostname]));
  // An address given by header has its host for a name.
  return (name) => isLoopbackHost(bareHostname(own.get(name) ?? name.replace(/:\d+$/, '')));
}
