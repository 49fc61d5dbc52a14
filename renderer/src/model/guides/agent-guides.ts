import { openaiJavaScript, openaiPython, env, type ClientGuide } from './guide.ts';

const kind = 'Coding agents';
const chatCached = 'Chat completions are cached, streamed or not.';

/** Agents and editors. What they are set with is from their sources or documentation. */
export const agentGuides: readonly ClientGuide[] = [
  {
    name: 'Claude Code',
    kind,
    cached: 'Messages are cached: the same turn of the same session, or of a later one that begins alike.',
    note: 'Its changing billing line is no part of a request’s identity, but dates and files in its context are: hits are rarer than with scripts.',
    agent: { pattern: /claude-cli\//, looks: 'claude-cli' },
    snippets: ({ root }) => [env('ANTHROPIC_BASE_URL', root)],
  },
  {
    name: 'Codex CLI',
    kind,
    cached: 'Responses are cached, and serve later sessions too.',
    note: 'Works with an API key; a ChatGPT login talks to another host. Over a WebSocket nothing would be cached.',
    agent: { pattern: /codex[_-]/i, looks: 'codex_cli_rs' },
    snippets: ({ api }) => [
      {
        where: '~/.codex/config.toml',
        code: [
          'model_provider = "semcache"',
          '',
          '[model_providers.semcache]',
          'name = "Semcache"',
          `base_url = "${api}"`,
          'env_key = "OPENAI_API_KEY"',
          'wire_api = "responses"',
          'supports_websockets = false',
        ].join('\n'),
      },
    ],
  },
  {
    name: 'Gemini CLI',
    kind,
    cached: 'generateContent and its streams are cached.',
    note: 'With an API key; its Google login uses another protocol and does not come by.',
    agent: { pattern: /GeminiCLI/, looks: 'GeminiCLI' },
    snippets: ({ root }) => [env('GOOGLE_GEMINI_BASE_URL', `${root}/gemini`)],
  },
  {
    name: 'aider',
    kind,
    cached: chatCached,
    agent: { ...openaiPython, pattern: /aider\/|(?:Async)?OpenAI\/Python/i },
    snippets: ({ api }) => [
      { where: 'Terminal', code: `aider --openai-api-base ${api}` },
      { where: 'Or .aider.conf.yml', code: `openai-api-base: ${api}` },
    ],
  },
  {
    name: 'Continue',
    kind,
    cached: 'Chat completions and Responses are cached.',
    agent: null,
    snippets: ({ api }) => [
      {
        where: 'config.yaml',
        code: [
          'models:',
          '  - name: GPT-4o mini',
          '    provider: openai',
          '    model: gpt-4o-mini',
          `    apiBase: ${api}/`,
        ].join('\n'),
      },
    ],
  },
  {
    name: 'Cline',
    kind,
    cached: chatCached,
    agent: { ...openaiJavaScript, pattern: /Cline\/|(?<!Azure)OpenAI\/JS/ },
    snippets: ({ api }) => [{ where: 'Settings, API Provider “OpenAI Compatible”, Base URL', code: api }],
  },
  {
    name: 'Zed',
    kind,
    cached: chatCached,
    note: 'Likewise google, ollama, lmstudio, deepseek and mistral, each with its prefix.',
    agent: { pattern: /(?<!\w)Zed\//, looks: 'Zed' },
    snippets: ({ api }) => [
      {
        where: 'settings.json',
        code: JSON.stringify({ language_models: { openai: { api_url: api } } }, null, 2),
      },
    ],
  },
];
