import type { ChatResponse } from 'ollama';
import { linesRecording, metrics } from '../support/ollama.ts';

/**
 * As ollama 0.6.4 `ChatResponse`. Ollama's own `api` package adds `id` and `function.index` to tool calls, and where a
 * cloud model runs to its answers.
 */
type Answer = Omit<ChatResponse, 'created_at'> & { created_at: string; remote_model?: string; remote_host?: string };

const envelope = { model: 'qwen3:8b', created_at: '2026-08-04T19:22:45.499127Z' };
const ending = { done: true as const, done_reason: 'stop', ...metrics };
const call = (id: string, index: number, name: string, args: Record<string, unknown>) => ({
  id,
  function: { index, name, arguments: args },
});
const calls = [
  call('call_a', 0, 'get_weather', { city: 'Łódź', days: 2 }),
  call('call_b', 1, 'get_time', { zone: 'CET' }),
];
const logprob = (token: string) => ({
  token,
  logprob: -0.25,
  bytes: [...Buffer.from(token)],
  top_logprobs: [{ token, logprob: -0.25 }],
});

export const jsonAnswers = {
  text: { ...envelope, message: { role: 'assistant', content: 'Hello! How are you today?' }, ...ending },
  'text of many scripts': {
    ...envelope,
    message: {
      role: 'assistant',
      content: 'Grüße 👋🏽 — 你好，世界! \u2028 \u0000 "quoted" \\ {"done":true}\n'.repeat(40),
    },
    ...ending,
  },
  thinking: {
    ...envelope,
    message: { role: 'assistant', content: 'Because of Rayleigh.', thinking: 'They ask why… 🤔\n'.repeat(20) },
    ...ending,
  },
  'two tool calls': {
    ...envelope,
    message: { role: 'assistant', content: '', tool_calls: calls },
    ...ending,
  },
  'thinking, text and tool calls': {
    ...envelope,
    message: { role: 'assistant', content: 'I will look.', thinking: 'Look it up.', tool_calls: calls },
    ...ending,
  },
  'log probabilities': {
    ...envelope,
    message: { role: 'assistant', content: 'Hi 👋' },
    ...ending,
    logprobs: [logprob('Hi'), logprob(' 👋')],
  },
  'a cloud model': {
    model: 'gpt-oss:120b-cloud',
    remote_model: 'gpt-oss:120b',
    remote_host: 'https://ollama.com:443',
    created_at: envelope.created_at,
    message: { role: 'assistant', content: 'Hi.' },
    ...ending,
  },
} satisfies Record<string, Answer>;

const line = (message: object, more: object = {}): object => ({
  ...envelope,
  message: { role: 'assistant', content: '', ...message },
  done: false,
  ...more,
});
const final = line({}, ending);

export const helloLines = [line({ content: 'Grüße' }), line({ content: ' 👋🏽' }), line({ content: '!' }), final];

/** Streams as Ollama's ChatHandler sends them; every one may be stored. */
export const streams = {
  text: linesRecording(helloLines),
  'lines that end with CRLF, and blank ones': linesRecording(['', ...helloLines, ''], '\r\n'),
  'lines that end with CR': linesRecording(helloLines, '\r'),
  'no line end behind the last': linesRecording(helloLines, '\n', false),
  'text on the final line': linesRecording([line({ content: 'All at once.' }, ending)]),
  'thinking, then text': linesRecording([
    line({ thinking: 'They ask' }),
    line({ thinking: ' why.' }),
    line({ content: 'Because.' }),
    final,
  ]),
  'tool calls one by one': linesRecording([
    line({ thinking: 'Two.' }),
    line({ tool_calls: [calls[0]] }),
    line({ tool_calls: [calls[1]] }),
    final,
  ]),
  'log probabilities': linesRecording([
    line({ content: 'Hi' }, { logprobs: [logprob('Hi')] }),
    line({}, { logprobs: [logprob('')] }),
    line({ content: ' 👋' }, { logprobs: [logprob(' 👋')] }),
    final,
  ]),
};
