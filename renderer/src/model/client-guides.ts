import { apiBase } from './base-url.ts';

interface ClientSnippet {
  /** File or place that the text goes into. */
  where: string;
  code: string;
}

export interface ClientGuide {
  name: string;
  snippets: (proxyUrl: string) => ClientSnippet[];
  /** What of its requests is answered from the cache. */
  cached: string;
  /** What people stumble over. */
  note?: string;
}

const chatCached = 'Chat completions are cached, streamed or not.';
const allCached = 'Chat completions, Responses, completions and embeddings are cached; other calls pass through.';

/** Tools and their settings, only as far as their own sources or documentation say so. */
export const clientGuides: readonly ClientGuide[] = [
  {
    name: 'curl',
    cached: allCached,
    snippets: (url) => [
      {
        where: 'Terminal',
        code: [
          `curl ${apiBase(url)}/chat/completions \\`,
          '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
          '  -H "Content-Type: application/json" \\',
          `  -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Say hello"}]}'`,
        ].join('\n'),
      },
    ],
  },
  {
    name: 'OpenAI SDK, Python',
    cached: allCached,
    snippets: (url) => [
      { where: 'Environment', code: `export OPENAI_BASE_URL=${apiBase(url)}` },
      { where: 'Or in code', code: `client = OpenAI(base_url="${apiBase(url)}")` },
    ],
  },
  {
    name: 'OpenAI SDK, JavaScript',
    cached: allCached,
    snippets: (url) => [
      { where: 'Environment', code: `export OPENAI_BASE_URL=${apiBase(url)}` },
      { where: 'Or in code', code: `const client = new OpenAI({ baseURL: '${apiBase(url)}' });` },
    ],
  },
  {
    name: 'Vercel AI SDK',
    cached: 'Responses, chat completions and embeddings are cached.',
    snippets: (url) => [
      { where: 'Environment', code: `export OPENAI_BASE_URL=${apiBase(url)}` },
      { where: 'Or in code', code: `const openai = createOpenAI({ baseURL: '${apiBase(url)}' });` },
    ],
  },
  {
    name: 'LangChain, Python',
    cached: 'Chat completions and embeddings are cached.',
    snippets: (url) => [{ where: 'Environment', code: `export OPENAI_API_BASE=${apiBase(url)}` }],
  },
  {
    name: 'LlamaIndex',
    cached: 'Chat completions and embeddings are cached.',
    snippets: (url) => [
      { where: 'Environment', code: `export OPENAI_API_BASE=${apiBase(url)}` },
      { where: 'Or in code', code: `llm = OpenAI(model="gpt-4o-mini", api_base="${apiBase(url)}")` },
    ],
  },
  {
    name: 'LiteLLM',
    cached: 'Calls to OpenAI-compatible models are cached.',
    snippets: (url) => [
      { where: 'Environment', code: `export OPENAI_API_BASE=${apiBase(url)}` },
      {
        where: 'Or per call',
        code: `completion(model="openai/gpt-4o-mini", api_base="${apiBase(url)}", messages=messages)`,
      },
    ],
  },
  {
    name: 'OpenAI SDK for Azure',
    cached: allCached,
    note: 'Unset OPENAI_BASE_URL. A resource with another host is named whole: /azure/<resource>.services.ai.azure.com.',
    snippets: (url) => [
      { where: 'Environment', code: `export AZURE_OPENAI_ENDPOINT=${url}/azure/<resource>` },
      {
        where: 'Or in code',
        code: `const client = new AzureOpenAI({ endpoint: '${url}/azure/<resource>', apiVersion: '…' });`,
      },
    ],
  },
  {
    name: 'Codex CLI',
    cached: 'Responses are cached, and serve later sessions too.',
    note: 'Works with an API key; a ChatGPT login talks to another host. Over a WebSocket nothing would be cached.',
    snippets: (url) => [
      {
        where: '~/.codex/config.toml',
        code: [
          'model_provider = "semcache"',
          '',
          '[model_providers.semcache]',
          'name = "Semcache"',
          `base_url = "${apiBase(url)}"`,
          'env_key = "OPENAI_API_KEY"',
          'wire_api = "responses"',
          'supports_websockets = false',
        ].join('\n'),
      },
    ],
  },
  {
    name: 'aider',
    cached: chatCached,
    snippets: (url) => [
      { where: 'Terminal', code: `aider --openai-api-base ${apiBase(url)}` },
      { where: 'Or .aider.conf.yml', code: `openai-api-base: ${apiBase(url)}` },
    ],
  },
  {
    name: 'Continue',
    cached: 'Chat completions and Responses are cached.',
    snippets: (url) => [
      {
        where: 'config.yaml',
        code: [
          'models:',
          '  - name: GPT-4o mini',
          '    provider: openai',
          '    model: gpt-4o-mini',
          `    apiBase: ${apiBase(url)}/`,
        ].join('\n'),
      },
    ],
  },
  {
    name: 'Cline',
    cached: chatCached,
    snippets: (url) => [{ where: 'Settings, API Provider “OpenAI Compatible”, Base URL', code: apiBase(url) }],
  },
  {
    name: 'Zed',
    cached: chatCached,
    snippets: (url) => [
      {
        where: 'settings.json',
        code: JSON.stringify({ language_models: { openai: { api_url: apiBase(url) } } }, null, 2),
      },
    ],
  },
  {
    name: 'Open WebUI',
    cached: 'Chat completions are cached; the list of models passes through.',
    note: 'The variable counts at the first start only; afterwards set the address in its admin settings. From a container, localhost is the container itself: run Open WebUI on this machine.',
    snippets: (url) => [{ where: 'Environment', code: `export OPENAI_API_BASE_URL=${apiBase(url)}` }],
  },
  {
    name: 'llm',
    cached: chatCached,
    note: 'llm does not send its default OpenAI key to a model with an api_base: api_key_name names the key to send.',
    snippets: (url) => [
      {
        where: 'extra-openai-models.yaml',
        code: [
          '- model_id: cached-4o-mini',
          '  model_name: gpt-4o-mini',
          `  api_base: ${apiBase(url)}`,
          '  api_key_name: openai',
        ].join('\n'),
      },
    ],
  },
  {
    name: 'Groq SDK',
    cached: chatCached,
    note: 'Its base has no path of its own.',
    snippets: (url) => [{ where: 'Environment', code: `export GROQ_BASE_URL=${url}/groq` }],
  },
  {
    name: 'Together SDK',
    cached: 'Chat completions, completions and embeddings are cached.',
    snippets: (url) => [{ where: 'Environment', code: `export TOGETHER_BASE_URL=${url}/together/v1` }],
  },
];

/** Tools that cannot use the proxy, and why. */
export const unreachableClients = [
  {
    name: 'Cursor',
    why: 'Its own servers make the calls, not your machine, so “Override OpenAI Base URL” needs a public address. A proxy on this machine is out of their reach.',
  },
];
