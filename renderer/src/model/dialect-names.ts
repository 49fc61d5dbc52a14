const names: Record<string, string> = {
  'openai-chat': 'chat',
  completions: 'completions',
  embeddings: 'embeddings',
};

/** Wire formats as people call them; one that a newer core adds is called by its id. */
export const dialectNames = (dialects: readonly string[]): string =>
  dialects.map((dialect) => names[dialect] ?? dialect).join(', ');
