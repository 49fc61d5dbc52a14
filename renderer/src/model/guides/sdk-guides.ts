import { env, openaiJavaScript, openaiPython, type ClientGuide } from './guide.ts';

const allCached = 'Chat completions, Responses, completions and embeddings are cached; other calls pass through.';
const kind = 'SDKs';

/** Vendors' own SDKs. User agents are those of their sources. */
export const sdkGuides: readonly ClientGuide[] = [
  {
    name: 'OpenAI SDK, Python',
    kind,
    cached: allCached,
    agent: openaiPython,
    snippets: ({ api }) => [
      env('OPENAI_BASE_URL', api),
      { where: 'Or in code', code: `client = OpenAI(base_url="${api}")` },
    ],
  },
  {
    name: 'OpenAI SDK, JavaScript',
    kind,
    cached: allCached,
    agent: openaiJavaScript,
    snippets: ({ api }) => [
      env('OPENAI_BASE_URL', api),
      { where: 'Or in code', code: `const client = new OpenAI({ baseURL: '${api}' });` },
    ],
  },
  {
    name: 'OpenAI SDK for Azure',
    kind,
    cached: allCached,
    note: 'Unset OPENAI_BASE_URL. A resource with another host is named whole: /azure/<resource>.services.ai.azure.com.',
    agent: { pattern: /AzureOpenAI\//, looks: 'AzureOpenAI/JS or AzureOpenAI/Python' },
    snippets: ({ root }) => [
      env('AZURE_OPENAI_ENDPOINT', `${root}/azure/<resource>`),
      {
        where: 'Or in code',
        code: `const client = new AzureOpenAI({ endpoint: '${root}/azure/<resource>', apiVersion: '…' });`,
      },
    ],
  },
  {
    name: 'Anthropic SDK',
    kind,
    cached: 'Messages and token counts are cached; batches, files and models pass through.',
    note: 'Without /v1: the SDK adds it.',
    agent: { pattern: /Anthropic\/(?:JS|Python)/, looks: 'Anthropic/JS or Anthropic/Python' },
    snippets: ({ root }) => [
      env('ANTHROPIC_BASE_URL', root),
      { where: 'Or in code', code: `const client = new Anthropic({ baseURL: '${root}' });` },
    ],
  },
  {
    name: 'Google Gen AI SDK',
    kind,
    cached:
      'generateContent, its streams, embeddings and token counts are cached; files and cached contents pass through.',
    agent: { pattern: /google-genai-sdk\//, looks: 'google-genai-sdk' },
    snippets: ({ root }) => [
      env('GOOGLE_GEMINI_BASE_URL', `${root}/gemini`),
      { where: 'Or in code', code: `new GoogleGenAI({ httpOptions: { baseUrl: '${root}/gemini' } });` },
    ],
  },
  {
    name: 'Ollama clients',
    kind,
    cached: 'Chat, generate and embed are cached; pulling, pushing and lists pass through.',
    note: 'After pulling a model anew, clear its entries: the name stays the same.',
    agent: { pattern: /ollama-(?:js|python)\/|(?<!\w)ollama\//, looks: 'ollama-js, ollama-python or ollama' },
    snippets: ({ root }) => [
      env('OLLAMA_HOST', `${root}/ollama`),
      { where: 'Or in JavaScript', code: `const ollama = new Ollama({ host: '${root}/ollama' });` },
    ],
  },
  {
    name: 'Mistral SDK',
    kind,
    cached: 'Chat completions, fill-in-the-middle and embeddings are cached; agents, OCR and files pass through.',
    agent: { pattern: /mistral-client-/, looks: 'mistral-client-typescript or mistral-client-python' },
    snippets: ({ root }) => [
      { where: 'In code', code: `const mistral = new Mistral({ serverURL: '${root}/mistral' });` },
    ],
  },
  {
    name: 'Cohere SDK',
    kind,
    cached: 'Chat, embed and rerank of version 2 are cached; everything of version 1 passes through.',
    agent: { pattern: /cohere(?:-ai)?\//, looks: 'cohere-ai' },
    snippets: ({ root }) => [
      { where: 'In code', code: `const cohere = new CohereClientV2({ environment: '${root}/cohere' });` },
    ],
  },
  {
    name: 'Groq SDK',
    kind,
    cached: 'Chat completions, Responses and embeddings are cached; audio and models pass through.',
    note: 'Its base has no path of its own.',
    agent: { pattern: /Groq\/(?:JS|Python)/, looks: 'Groq/JS or Groq/Python' },
    snippets: ({ root }) => [env('GROQ_BASE_URL', `${root}/groq`)],
  },
  {
    name: 'Together SDK',
    kind,
    cached: 'Chat completions, completions and embeddings are cached; rerank, images and files pass through.',
    agent: { pattern: /Together\/(?:JS|Python)/, looks: 'Together/JS or Together/Python' },
    snippets: ({ root }) => [env('TOGETHER_BASE_URL', `${root}/together/v1`)],
  },
  {
    name: 'Replicate SDK',
    kind,
    cached:
      'Predictions that are waited for and have no output files are cached, exactly only; run() waits by default.',
    agent: { pattern: /replicate-(?:javascript|python)\//, looks: 'replicate-javascript or replicate-python' },
    snippets: ({ root }) => [
      { where: 'In code', code: `const replicate = new Replicate({ baseUrl: '${root}/replicate/v1' });` },
    ],
  },
];
