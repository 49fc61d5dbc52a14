import type OpenAI from 'openai';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';

type Params = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** Typed as openai 7.57.0 `ChatCompletionCreateParams`, then as the plain JSON that arrives. */
const typed = {
  'a question': { model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hello!' }] },
  'a conversation with parts, tools and a schema': {
    model: 'gpt-4.1',
    temperature: 0.2,
    seed: 7,
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"at":"it"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'a cat' },
      { role: 'assistant', content: 'A cat.' },
      { role: 'user', content: 'Sure?' },
    ],
    tools: [
      {
        type: 'function',
        function: {
          name: 'look',
          parameters: { type: 'object', properties: { at: { type: 'string' }, how: { type: 'string' } } },
        },
      },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'out',
        schema: { type: 'object', properties: { b: {}, a: { type: 'object', properties: {} } } },
      },
    },
  },
} satisfies Record<string, Params>;

export const requests = JSON.parse(JSON.stringify(typed)) as Record<keyof typeof typed, JsonObject>;

export const question: JsonObject = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hello!' }] };
export const withField = (name: string, value: JsonValue): JsonObject => ({ ...question, [name]: value });
export const asking = (...messages: JsonObject[]): JsonObject => ({ ...question, messages });
