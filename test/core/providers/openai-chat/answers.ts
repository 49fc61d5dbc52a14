import type OpenAI from 'openai';

type ChatCompletion = OpenAI.Chat.ChatCompletion;
type TokenLogprob = OpenAI.Chat.ChatCompletionTokenLogprob;

/** Shapes of openai 7.57.0 `resources/chat/completions`; vendors' own members as named beside each. */
const envelope = {
  id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
  object: 'chat.completion',
  created: 1741569952,
  model: 'gpt-4.1-2025-04-14',
} as const;

const usage: OpenAI.CompletionUsage = {
  prompt_tokens: 19,
  completion_tokens: 10,
  total_tokens: 29,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
};

const token = (text: string, logprob: number): TokenLogprob => ({
  token: text,
  logprob,
  bytes: [...Buffer.from(text)],
  top_logprobs: [{ token: text, logprob, bytes: [...Buffer.from(text)] }],
});

const plain: ChatCompletion = {
  ...envelope,
  service_tier: 'default',
  system_fingerprint: 'fp_b8bc95a0ac',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello! How can I assist you today?', refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage,
};

/** JSON answers that every form must be able to say. */
export const jsonAnswers = {
  text: plain,

  'text of many scripts': {
    ...plain,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: `${'Grüße 👋🏽 — 你好，世界! \u2028 \u0000 "quoted" \\ '.repeat(40)}\n\ndata: [DONE]\n\n`,
          refusal: null,
        },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
  },

  'two tool calls': {
    ...envelope,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          refusal: null,
          tool_calls: [
            { id: 'call_a', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
            { id: 'call_b', type: 'function', function: { name: 'get_time', arguments: '{}' } },
          ],
        },
        logprobs: null,
        finish_reason: 'tool_calls',
      },
    ],
    usage,
  },

  'text and a custom tool call': {
    ...envelope,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'I will run it.',
          refusal: null,
          tool_calls: [{ id: 'call_c', type: 'custom', custom: { name: 'shell', input: 'ls -la' } }],
        },
        logprobs: null,
        finish_reason: 'tool_calls',
      },
    ],
    usage,
  },

  'three choices': {
    ...envelope,
    choices: ['one', 'two', 'three'].map((content, index) => ({
      index,
      message: { role: 'assistant' as const, content, refusal: null },
      logprobs: null,
      finish_reason: 'stop' as const,
    })),
    usage,
  },

  'log probabilities': {
    ...envelope,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Hi 👋', refusal: null },
        logprobs: { content: [token('Hi', -0.31725305), token(' 👋', -0.0019221)], refusal: null },
        finish_reason: 'stop',
      },
    ],
    usage,
  },

  'a refusal with log probabilities': {
    ...envelope,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: null, refusal: "I'm sorry, I can't help with that." },
        logprobs: { content: null, refusal: [token("I'm", -0.5), token(' sorry', -0.1)] },
        finish_reason: 'stop',
      },
    ],
    usage,
  },

  'a function call of the older kind': {
    ...envelope,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          refusal: null,
          function_call: { name: 'get_weather', arguments: '{"city":"Łódź"}' },
        },
        logprobs: null,
        finish_reason: 'function_call',
      },
    ],
    usage,
  },

  'empty text': {
    ...envelope,
    choices: [
      { index: 0, message: { role: 'assistant', content: '', refusal: null }, logprobs: null, finish_reason: 'stop' },
    ],
    usage,
  },
} satisfies Record<string, ChatCompletion>;

/** Answers of vendors whose members the SDK's types do not know. */
export const vendorAnswers: Record<string, object> = {
  // DeepSeek's API reference: reasoning_content, prompt_cache_hit_tokens.
  'DeepSeek reasoning': {
    ...envelope,
    model: 'deepseek-reasoner',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: '9.8', reasoning_content: 'Compare digit by digit. '.repeat(20) },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { ...usage, prompt_cache_hit_tokens: 16, prompt_cache_miss_tokens: 3 },
  },
  // OpenRouter: provider, native_finish_reason, reasoning, reasoning_details.
  'OpenRouter reasoning': {
    ...envelope,
    provider: 'Anthropic',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Yes.',
          refusal: null,
          reasoning: 'Thinking…',
          reasoning_details: [{ type: 'reasoning.text', text: 'Thinking…', signature: 'c2ln', format: null, index: 0 }],
        },
        logprobs: null,
        finish_reason: 'stop',
        native_finish_reason: 'end_turn',
      },
    ],
    usage,
  },
  // Gemini's OpenAI compatibility: extra_content on a tool call.
  'Gemini thought signature': {
    ...envelope,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          tool_calls: [
            {
              id: 'call_g',
              type: 'function',
              function: { name: 'f', arguments: '{}' },
              extra_content: { google: { thought_signature: 'AbC=' } },
            },
          ],
        },
        logprobs: null,
        finish_reason: 'tool_calls',
      },
    ],
    usage,
  },
  // Azure: prompt_filter_results and content_filter_results.
  'Azure filter results': {
    ...envelope,
    prompt_filter_results: [
      { prompt_index: 0, content_filter_results: { hate: { filtered: false, severity: 'safe' } } },
    ],
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Fine.', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
        content_filter_results: { hate: { filtered: false, severity: 'safe' } },
      },
    ],
    usage,
  },
};
