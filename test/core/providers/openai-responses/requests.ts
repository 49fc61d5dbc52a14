import type OpenAI from 'openai';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { encrypted } from './answers.ts';

type Params = OpenAI.Responses.ResponseCreateParamsNonStreaming;

/** Typed as openai 7.57.0 `ResponseCreateParams`, then as the plain JSON that arrives. */
const typed = {
  'a question': { model: 'gpt-4.1', input: 'Tell me a story.' },
  'a conversation with parts, tools and a schema': {
    model: 'gpt-5',
    instructions: 'Be brief.',
    store: false,
    include: ['reasoning.encrypted_content'],
    reasoning: { effort: 'low', summary: 'auto' },
    input: [
      { role: 'developer', content: 'You look at pictures.' },
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'What is this?' },
          { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'auto' },
        ],
      },
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: encrypted },
      { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'look', arguments: '{"at":"it"}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'a cat' },
      {
        type: 'message',
        id: 'msg_1',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'A cat.', annotations: [] }],
      },
      { role: 'user', content: 'Sure?' },
    ],
    tools: [
      {
        type: 'function',
        name: 'look',
        strict: true,
        parameters: { type: 'object', properties: { at: { type: 'string' }, how: { type: 'string' } } },
      },
    ],
    text: {
      format: {
        type: 'json_schema',
        name: 'out',
        schema: { type: 'object', properties: { b: {}, a: { type: 'object', properties: {} } } },
      },
    },
  },
  'a stored prompt of a fixed version': { prompt: { id: 'pmpt_1', version: '2', variables: { city: 'Köln' } } },
} satisfies Record<string, Params>;

export const requests = JSON.parse(JSON.stringify(typed)) as Record<keyof typeof typed, JsonObject>;

export const question: JsonObject = { model: 'gpt-4.1', input: 'Hello!' };
export const withField = (name: string, value: JsonValue): JsonObject => ({ ...question, [name]: value });
export const asking = (...input: JsonObject[]): JsonObject => ({ ...question, input });
