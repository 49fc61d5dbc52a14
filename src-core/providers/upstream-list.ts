import type { Settings } from '../contracts/settings.ts';
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

/** Vendors whose own API speaks none of the dialects that are cached; they pass through. */
const passThroughOnly = new Set(['anthropic', 'replicate', 'cohere']);

export function listUpstreams(settings: Settings): ListedUpstream[] {
  const builtIn = vendors.map((vendor) => ({
    name: vendor.name,
    title: vendor.title,
    baseUrl: `${vendor.origin}${vendor.apiBase}`,
    prefix: `/${vendor.name}`,
    dialects: passThroughOnly.has(vendor.name) ? [] : openaiDialects,
    builtIn: true,
  }));
  const own = settings.upstreams.map((upstream) => ({
    name: upstream.name,
    title: upstream.name,
    baseUrl: upstream.baseUrl,
    prefix: `/u/${upstream.name}`,
    dialects: openaiDialects,
    builtIn: false,
  }));
  return [...own, ...builtIn];
}
