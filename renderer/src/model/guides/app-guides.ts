import { env, openaiPython, type ClientGuide } from './guide.ts';

const kind = 'Apps and terminals';

export const appGuides: readonly ClientGuide[] = [
  {
    name: 'curl',
    kind,
    cached: 'Whatever the path is: chat completions, Responses, Messages, embeddings and more.',
    agent: { pattern: /(?<!\w)curl\//, looks: 'curl' },
    snippets: ({ api }) => [
      {
        where: 'Terminal',
        code: [
          `curl ${api}/chat/completions \\`,
          '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
          '  -H "Content-Type: application/json" \\',
          `  -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Say hello"}]}'`,
        ].join('\n'),
      },
    ],
  },
  {
    name: 'llm',
    kind,
    cached: 'Chat completions are cached, streamed or not.',
    note: 'llm does not send its default OpenAI key to a model with an api_base: api_key_name names the key to send.',
    agent: openaiPython,
    snippets: ({ api }) => [
      {
        where: 'extra-openai-models.yaml',
        code: [
          '- model_id: cached-4o-mini',
          '  model_name: gpt-4o-mini',
          `  api_base: ${api}`,
          '  api_key_name: openai',
        ].join('\n'),
      },
    ],
  },
  {
    name: 'Open WebUI',
    kind,
    cached: 'Chat completions are cached; the list of models passes through.',
    note: 'The variables count at the first start only; afterwards set the address in its admin settings. From a container, localhost is the container itself: run Open WebUI on this machine.',
    agent: { pattern: /aiohttp\//, looks: 'Python/… aiohttp', shared: true },
    snippets: ({ api, root }) => [
      env('OPENAI_API_BASE_URL', api),
      { where: 'For Ollama', code: `export OLLAMA_BASE_URL=${root}/ollama` },
    ],
  },
  {
    name: 'promptfoo',
    kind,
    cached: 'Chat completions and Responses are cached.',
    note: 'It has a cache of its own, which answers before Semcache sees anything.',
    agent: null,
    snippets: ({ api }) => [env('OPENAI_BASE_URL', api)],
  },
];
