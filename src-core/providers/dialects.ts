import type { Dialect } from '../ports/dialect.ts';
import { completions } from './completions/dialect.ts';
import { embeddings } from './embeddings/dialect.ts';
import { openaiChat } from './openai-chat/dialect.ts';

/** Paths end with these segments; what stands before them is the provider's base. */
const byPathEnd: readonly { end: RegExp; dialect: Dialect }[] = [
  { end: /\/chat\/completions\/?$/, dialect: openaiChat },
  // Mistral's /fim/completions and /agents/completions are other calls with the same last segment.
  { end: /(?:^|\/(?!(?:chat|fim|agents)\/)[^/]+)\/completions\/?$/, dialect: completions },
  { end: /\/embeddings\/?$/, dialect: embeddings },
];

/** Ollama's and LM Studio's native calls live here and are other dialects; OpenRouter's base is /api/v1. */
const nativePath = /^\/api\/(?!v1\/(?:chat\/completions|completions|embeddings)\/?$)/;

/** The wire format that a POST to this path uses, if it is one we know. */
export function dialectOfPath(path: string): Dialect | undefined {
  if (nativePath.test(path)) return undefined;
  return byPathEnd.find(({ end }) => end.test(path))?.dialect;
}
