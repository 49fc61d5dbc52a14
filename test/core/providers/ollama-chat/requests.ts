import type { ChatRequest } from 'ollama';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';

/** Typed as ollama 0.6.4 `ChatRequest`, then as the plain JSON that arrives. */
const typed = {
  'a question': { model: 'llama3.2', messages: [{ role: 'user', content: 'Hello!' }] },
  'a conversation with images, tools, thinking and a schema': {
    model: 'qwen3:8b',
    stream: false,
    think: 'high',
    keep_alive: '10m',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is this?', images: ['iVBORw0KGgo='] },
      { role: 'assistant', content: '', tool_calls: [{ function: { name: 'look', arguments: { at: 'it' } } }] },
      { role: 'tool', content: 'a cat', tool_name: 'look' },
      { role: 'assistant', content: 'A cat.' },
      { role: 'user', content: 'Sure?' },
    ],
    tools: [
      {
        type: 'function',
        function: { name: 'look', parameters: { type: 'object', properties: { at: { type: 'string' }, how: {} } } },
      },
    ],
    format: { type: 'object', properties: { b: {}, a: { type: 'object', properties: {} } } },
    options: { temperature: 0.2, num_ctx: 8192, num_gpu: 1, use_mmap: true },
    logprobs: true,
    top_logprobs: 3,
  },
} satisfies Record<string, ChatRequest>;

export const requests = JSON.parse(JSON.stringify(typed)) as Record<keyof typeof typed, JsonObject>;
export const question: JsonObject = requests['a question'];
export const withField = (name: string, value: JsonValue): JsonObject => ({ ...question, [name]: value });
