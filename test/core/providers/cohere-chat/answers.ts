import type { JsonObject } from '../../../../src-core/ports/dialect.ts';

/** Shapes of cohere-ai 8.1.0 `V2ChatResponse`, in snake case as its serialisers put them on the wire. */
export const usage = {
  billed_units: { input_tokens: 5, output_tokens: 7 },
  tokens: { input_tokens: 71, output_tokens: 9 },
};

const envelope = { id: 'c14c80c3-18eb-4519-9460-6c92edd8cfb4', finish_reason: 'COMPLETE' };
const call = (id: string, name: string, args: string): JsonObject => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});

export const textAnswer: JsonObject = {
  ...envelope,
  message: { role: 'assistant', content: [{ type: 'text', text: 'A cache keeps things.' }] },
  usage,
};

const answering = (message: JsonObject, more: JsonObject = {}): JsonObject => ({
  ...envelope,
  message: { role: 'assistant', ...message },
  usage,
  ...more,
});

/** JSON answers that every form must be able to say. */
export const jsonAnswers: Record<string, JsonObject> = {
  text: textAnswer,

  'text of many scripts': answering({
    content: [
      { type: 'text', text: `${'Grüße 👋🏽 — 你好 \u2028 \u0000 "q" \\ '.repeat(40)}\n\ndata: [DONE]\n\nevent: x\n` },
    ],
  }),

  'thinking, then text': answering({
    content: [
      { type: 'thinking', thinking: 'The user asks about caches.' },
      { type: 'text', text: 'A cache keeps things.' },
    ],
  }),

  'a plan and two tool calls': answering(
    {
      tool_plan: 'I will look at the weather and the time.',
      tool_calls: [call('weather_1', 'weather', '{"city":"Łódź"}'), call('time_2', 'time', '{}')],
    },
    { finish_reason: 'TOOL_CALL' },
  ),

  'text with citations': answering({
    content: [{ type: 'text', text: 'A cache keeps things.' }],
    citations: [
      {
        start: 2,
        end: 7,
        text: 'cache',
        type: 'TEXT_CONTENT',
        content_index: 0,
        sources: [{ type: 'document', id: 'doc:0', document: { id: 'doc:0', text: 'On caches' } }],
      },
      { start: 8, end: 13, text: 'keeps', sources: [{ type: 'tool', id: 'time_2:0', tool_output: { a: '1' } }] },
    ],
  }),

  'log probabilities': answering(
    { content: [{ type: 'text', text: 'Hi 👋' }] },
    {
      logprobs: [
        { text: 'Hi', token_ids: [1], logprobs: [-0.25] },
        { text: ' 👋', token_ids: [2, 3], logprobs: [-0.5, -0.125] },
      ],
    },
  ),

  'stopped by a sequence, and members of tomorrow': answering(
    { content: [{ type: 'text', text: 'One' }], mood: 'calm' },
    { finish_reason: 'STOP_SEQUENCE', region: 'eu' },
  ),
};
