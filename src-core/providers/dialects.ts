import type { Dialect } from '../ports/dialect.ts';
import { anthropicCountTokens } from './anthropic-count-tokens/dialect.ts';
import { anthropicMessages } from './anthropic-messages/dialect.ts';
import { cohereChat } from './cohere-chat/dialect.ts';
import { cohereEmbed } from './cohere-embed/dialect.ts';
import { cohereRerank } from './cohere-rerank/dialect.ts';
import { completions } from './completions/dialect.ts';
import { embeddings } from './embeddings/dialect.ts';
import { geminiCountTokens } from './gemini-count-tokens/dialect.ts';
import { geminiEmbed } from './gemini-embed/dialect.ts';
import { gemini } from './gemini/dialect.ts';
import { generic } from './generic/dialect.ts';
import { mistralFim } from './mistral-fim/dialect.ts';
import { ollamaChat } from './ollama-chat/dialect.ts';
import { ollamaEmbed } from './ollama-embed/dialect.ts';
import { ollamaGenerate } from './ollama-generate/dialect.ts';
import { openaiChat } from './openai-chat/dialect.ts';
import { openaiResponses } from './openai-responses/dialect.ts';
import { replicate } from './replicate/dialect.ts';

/** Paths end with these segments; what stands before them is the provider's base. */
const byPathEnd: readonly { end: RegExp; dialect: Dialect }[] = [
  { end: /\/chat\/completions\/?$/, dialect: openaiChat },
  { end: /(?:^|\/)api\/chat\/?$/, dialect: ollamaChat },
  { end: /(?:^|\/)api\/generate\/?$/, dialect: ollamaGenerate },
  { end: /(?:^|\/)api\/(?:embed|embeddings)\/?$/, dialect: ollamaEmbed },
  { end: /\/fim\/completions\/?$/, dialect: mistralFim },
  // Mistral's /agents/completions is another call with the same last segment: an agent's instructions and tools are kept
  // by Mistral, where they can change.
  { end: /(?:^|\/(?!(?:chat|fim|agents)\/)[^/]+)\/completions\/?$/, dialect: completions },
  { end: /\/embeddings\/?$/, dialect: embeddings },
  { end: /\/responses\/?$/, dialect: openaiResponses },
  // OpenAI's Assistants put a message into a thread by a path of the same end.
  { end: /(?<!\/threads\/[^/]+)\/messages\/?$/, dialect: anthropicMessages },
  { end: /\/messages\/count_tokens\/?$/, dialect: anthropicCountTokens },
  { end: /\/(?:models|tunedModels)\/[^/:]+:(?:generateContent|streamGenerateContent)\/?$/, dialect: gemini },
  { end: /\/models\/[^/:]+:(?:embedContent|batchEmbedContents)\/?$/, dialect: geminiEmbed },
  { end: /\/(?:models|tunedModels)\/[^/:]+:countTokens\/?$/, dialect: geminiCountTokens },
  { end: /\/v2\/chat\/?$/, dialect: cohereChat },
  { end: /\/v2\/embed\/?$/, dialect: cohereEmbed },
  { end: /\/v2\/rerank\/?$/, dialect: cohereRerank },
  { end: /\/predictions\/?$/, dialect: replicate },
];

/**
 * Ollama's and LM Studio's native calls live here: four of Ollama's are dialects of their own, LM Studio's pass through.
 * OpenRouter's base is /api/v1, that of a project in Azure AI Foundry /api/projects/<name>/openai/v1.
 */
const nativePath =
  /^\/api\/(?!(?:chat|generate|embed|embeddings|v1\/(?:chat\/completions|completions|embeddings|responses|messages|messages\/count_tokens))\/?$|projects\/)/;

/** The wire format that a POST to this path uses, if it is one we know. */
export function dialectOfPath(path: string): Dialect | undefined {
  if (nativePath.test(path)) return undefined;
  return byPathEnd.find(({ end }) => end.test(path))?.dialect;
}

/** A wire format by its id, as entries and cassettes name it. */
export function dialectById(id: string): Dialect | undefined {
  return id === generic.id ? generic : byPathEnd.find(({ dialect }) => dialect.id === id)?.dialect;
}
