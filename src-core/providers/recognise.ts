/** Ollama's native calls (ollama 0.6.4); LM Studio's own live under /api/v0 and /api/v1. */
const ollamaPath =
  /^\/api\/(?:chat|generate|embed|embeddings|tags|show|ps|version|pull|push|create|copy|delete|blobs)(?:\/|$)/;

/**
 * Gemini's calls name a model and a verb: `/v1beta/models/gemini-2.5-pro:generateContent`. No other provider has the
 * versions v1beta and v1alpha.
 */
const geminiPath = /^\/v1\/(?:models|tunedModels)\/[^/]+:[a-zA-Z]+$|^\/(?:upload\/)?v1(?:beta|alpha)\//;

/** Paths that more than one API has; of those, only Gemini takes its key in the query. */
const sharedWithGemini = /^\/v1\/(?:models|files|operations)(?:\/|$)/;

const anthropicPath = /^(?:\/v1)*\/(?:messages|complete)(?:\/|$)/;

/** Cohere's v2 calls; other providers have no /v2. */
const coherePath = /^\/v2\/(?:chat|embed|rerank)$/;

/** Ollama's clients ask `/` whether it is there: its command line, and ollama-js and ollama-python by their names. */
const ollamaAgent = /^ollama[-/]/i;

/**
 * The vendor that a bare path, its query and its headers give away, for clients that can only be told a host and port.
 * `/v1/models` is shared by three APIs, which is why query and headers are asked too.
 */
export function recogniseVendor(
  path: string,
  query: string,
  header: (name: string) => string | undefined,
): string | undefined {
  if (header('anthropic-version') !== undefined || anthropicPath.test(path)) return 'anthropic';
  if (header('x-goog-api-key') !== undefined || geminiPath.test(path)) return 'gemini';
  if (sharedWithGemini.test(path) && new URLSearchParams(query).has('key')) return 'gemini';
  if (ollamaPath.test(path) || (path === '/' && ollamaAgent.test(header('user-agent') ?? ''))) return 'ollama';
  if (coherePath.test(path)) return 'cohere';
  return undefined;
}
