const names: Record<string, string> = {
  'openai-chat': 'chat',
  'openai-responses': 'Responses',
  completions: 'completions',
  embeddings: 'embeddings',
  'anthropic-messages': 'Messages',
  'anthropic-count-tokens': 'token counts',
  gemini: 'generateContent',
  'gemini-embed': 'embedContent',
  'gemini-count-tokens': 'countTokens',
  'cohere-chat': 'chat (v2)',
  'cohere-embed': 'embed',
  'cohere-rerank': 'rerank',
  'ollama-chat': 'chat (native)',
  'ollama-generate': 'generate',
  'ollama-embed': 'embed',
  replicate: 'predictions',
  generic: 'any JSON',
};

/** Wire formats as people call them; one that a newer core adds is called by its id. */
export const dialectNames = (dialects: readonly string[]): string =>
  dialects.map((dialect) => names[dialect] ?? dialect).join(', ');
