/** What tools are given as base URL: the proxy's address with the version that OpenAI-compatible tools expect. */
export const apiBase = (proxyUrl: string): string => `${proxyUrl}/v1`;

/** A request that shows a miss, and sent again a hit. */
export function sampleCurl(proxyUrl: string, model: string): string {
  return [
    `curl ${apiBase(proxyUrl)}/chat/completions \\`,
    '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"model":"${model}","messages":[{"role":"user","content":"Say hello"}]}'`,
  ].join('\n');
}

/** A model to begin with where we know one; elsewhere the reader knows better. */
export function sampleModel(defaultUpstream: string): string {
  return defaultUpstream === 'openai' ? 'gpt-4o-mini' : 'YOUR_MODEL';
}
