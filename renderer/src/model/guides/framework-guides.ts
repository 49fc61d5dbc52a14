import { env, openaiPython, type ClientGuide } from './guide.ts';

const kind = 'Frameworks';

/** Libraries that call through others' SDKs or in their own way. */
export const frameworkGuides: readonly ClientGuide[] = [
  {
    name: 'Vercel AI SDK',
    kind,
    cached: 'Responses, chat completions, Messages and embeddings are cached.',
    note: 'openai(…) calls Responses, openai.chat(…) chat completions. ANTHROPIC_BASE_URL needs /v1 here, unlike in Anthropic’s own SDK.',
    agent: { pattern: /(?<![\w-])ai\/\S+ ai-sdk|(?<![\w-])ai-sdk\//, looks: 'ai/… ai-sdk' },
    snippets: ({ api }) => [
      env('OPENAI_BASE_URL', api),
      { where: 'Or in code', code: `const openai = createOpenAI({ baseURL: '${api}' });` },
    ],
  },
  {
    name: 'LangChain',
    kind,
    cached: 'Chat completions, Responses and embeddings are cached.',
    agent: { pattern: /langchain|(?:Async)?OpenAI\/(?:Python|JS)/i, looks: 'OpenAI/Python or OpenAI/JS', shared: true },
    snippets: ({ api }) => [
      { where: 'Python: environment', code: `export OPENAI_API_BASE=${api}` },
      { where: 'JavaScript', code: `new ChatOpenAI({ configuration: { baseURL: '${api}' } });` },
    ],
  },
  {
    name: 'LlamaIndex',
    kind,
    cached: 'Chat completions and embeddings are cached.',
    agent: openaiPython,
    snippets: ({ api }) => [
      env('OPENAI_API_BASE', api),
      { where: 'Or in code', code: `llm = OpenAI(model="gpt-4o-mini", api_base="${api}")` },
    ],
  },
  {
    name: 'LiteLLM',
    kind,
    cached: 'Calls to OpenAI-compatible models are cached.',
    agent: { pattern: /litellm\/|(?:Async)?OpenAI\/Python/i, looks: 'OpenAI/Python', shared: true },
    snippets: ({ api }) => [
      env('OPENAI_API_BASE', api),
      { where: 'Or per call', code: `completion(model="openai/gpt-4o-mini", api_base="${api}", messages=messages)` },
    ],
  },
];
