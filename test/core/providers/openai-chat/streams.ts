import type OpenAI from 'openai';
import { streamRecording } from '../support/recordings.ts';

type Chunk = OpenAI.Chat.ChatCompletionChunk;
type Choice = OpenAI.Chat.ChatCompletionChunk.Choice;
type Delta = OpenAI.Chat.ChatCompletionChunk.Choice.Delta;
type ToolCall = OpenAI.Chat.ChatCompletionChunk.Choice.Delta.ToolCall;

/** Shapes of openai 7.57.0 `ChatCompletionChunk`; how real streams order them: providers.md section 3. */
const envelope = {
  id: 'chatcmpl-123',
  object: 'chat.completion.chunk',
  created: 1694268190,
  model: 'gpt-4o-mini',
  system_fingerprint: 'fp_44709d6fcb',
} as const;

export const chunk = (delta: Delta, more: Partial<Choice> = {}): Chunk => ({
  ...envelope,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: null, ...more }],
});

/** A delta with members that the SDK's types do not know. */
export function vendorDelta(delta: object): Delta {
  return delta;
}

export const usageChunk: Chunk = {
  ...envelope,
  choices: [],
  usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
};

const finish = (reason: Choice['finish_reason'], index = 0): Chunk => chunk({}, { finish_reason: reason, index });

export const helloChunks: Chunk[] = [
  chunk({ role: 'assistant', content: '', refusal: null }),
  { ...chunk({ content: 'Grüße' }), obfuscation: 'xK9' },
  { ...chunk({ content: ' 👋🏽' }), obfuscation: 'a' },
  finish('stop'),
];

const call = (index: number, more: Omit<ToolCall, 'index'>): Delta => ({ tool_calls: [{ index, ...more }] });

/** Streams as vendors send them; every one may be stored. */
export const streams = {
  text: streamRecording(helloChunks),
  'text with CRLF and comments': streamRecording([': keep-alive\r\n\r\n', ...helloChunks, ': bye\r\n\r\n'], {
    lineEnd: '\r\n',
  }),
  'text and usage': streamRecording([...helloChunks.map((each) => ({ ...each, usage: null })), usageChunk]),
  'two tool calls in pieces': streamRecording([
    chunk({ role: 'assistant', content: null }),
    chunk(call(0, { id: 'call_a', type: 'function', function: { name: 'get_weather', arguments: '' } })),
    chunk(call(0, { function: { arguments: '{"city":' } })),
    chunk(call(0, { function: { arguments: '"Paris"}' } })),
    chunk(call(1, { id: 'call_b', type: 'function', function: { name: 'get_time', arguments: '' } })),
    chunk(call(1, { function: { arguments: '{}' } })),
    finish('tool_calls'),
  ]),
  'two choices interleaved': streamRecording([
    chunk({ role: 'assistant', content: '' }),
    chunk({ role: 'assistant', content: '' }, { index: 1 }),
    chunk({ content: 'a' }, { index: 1 }),
    chunk({ content: 'x' }),
    chunk({ content: 'b' }, { index: 1 }),
    finish('stop', 1),
    chunk({ content: 'y' }),
    finish('stop'),
  ]),
  'log probabilities': streamRecording([
    chunk({ role: 'assistant', content: '' }),
    ...['Hi', ' 👋'].map((token) =>
      chunk(
        { content: token },
        { logprobs: { content: [{ token, logprob: -0.25, bytes: null, top_logprobs: [] }], refusal: null } },
      ),
    ),
    finish('stop'),
  ]),
  'a refusal': streamRecording([
    chunk({ role: 'assistant', refusal: '' }),
    chunk({ refusal: "I'm " }),
    chunk({ refusal: 'sorry.' }),
    finish('stop'),
  ]),
  'a function call of the older kind': streamRecording([
    chunk({ role: 'assistant', content: null, function_call: { name: 'f', arguments: '' } }),
    chunk({ function_call: { arguments: '{"a":' } }),
    chunk({ function_call: { arguments: '1}' } }),
    finish('function_call'),
  ]),
};
