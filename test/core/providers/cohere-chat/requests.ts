import type { JsonObject } from '../../../../src-core/ports/dialect.ts';

/** cohere-ai 8.1.0 `V2ChatRequest`, in snake case as its serialisers put it on the wire. */
export const requests: Record<string, JsonObject> = {
  'a question': {
    model: 'command-a-03-2025',
    messages: [{ role: 'user', content: 'What is a cache?' }],
    stream: false,
  },
  'a conversation with documents, tools and a schema': {
    model: 'command-a-03-2025',
    stream: true,
    temperature: 0.3,
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'What is this?' }] },
      {
        role: 'assistant',
        tool_plan: 'I will look.',
        tool_calls: [{ id: 'look_1', type: 'function', function: { name: 'look', arguments: '{"at":"it"}' } }],
      },
      { role: 'tool', tool_call_id: 'look_1', content: [{ type: 'document', document: { data: { seen: 'a cat' } } }] },
      { role: 'assistant', content: [{ type: 'text', text: 'A cat.' }] },
      { role: 'user', content: 'Sure?' },
    ],
    documents: [{ id: 'd', data: { text: 'On cats' } }, 'On dogs'],
    tools: [
      {
        type: 'function',
        function: { name: 'look', parameters: { type: 'object', properties: { at: {}, how: {} } } },
      },
    ],
    response_format: { type: 'json_object', json_schema: { type: 'object', properties: { b: {}, a: {} } } },
    citation_options: { mode: 'FAST' },
  },
};

export const question: JsonObject = { model: 'command-a-03-2025', messages: [{ role: 'user', content: 'Hi?' }] };
export const path = '/v2/chat';
