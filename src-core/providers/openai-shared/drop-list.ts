/**
 * Request fields that never change an answer at any OpenAI-compatible vendor: routing, billing, abuse tracking, prompt
 * caching at the provider, logging, transport. Fields not listed here stay in the identity, known or not.
 *
 * Sources: openai 7.57.0 `ChatCompletionCreateParamsBase` and `CompletionCreateParamsBase`; together-ai 0.52.0
 * (`compliance`); @mistralai/mistralai 2.7.0 (`metadata`, `prompt_cache_key`, `service_tier`); OpenRouter's API reference
 * (`usage`, `debug`, `cache_control`, `user`).
 */
export const droppedFields: ReadonlySet<string> = new Set([
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'metadata',
  'store',
  'stream',
  'stream_options',
  'service_tier',
  'compliance',
  'usage',
  'debug',
  'cache_control',
]);

/** Marks of the provider's prompt cache on messages, content parts and tools: they change billing, not the answer. */
export const cacheMarks: readonly string[] = ['cache_control', 'prompt_cache_breakpoint'];
