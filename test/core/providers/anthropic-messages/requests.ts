import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';

export const path = '/v1/messages';

export const question: JsonObject = {
  model: 'claude-opus-5-5',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Hello!' }],
};

export const asking = (...messages: JsonValue[]): JsonObject => ({ ...question, messages });
export const withField = (name: string, value: JsonValue): JsonObject => ({ ...question, [name]: value });

export const ephemeral = { type: 'ephemeral' };
export const billing = (cch: string): string =>
  `x-anthropic-billing-header: cc_version=2.4.1; cc_entrypoint=cli; cch=${cch};`;

const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } };

/** Bodies as the SDK's types and Claude Code's traffic have them (@anthropic-ai/sdk 1.13.0 `MessageCreateParams`). */
export const requests: Record<string, JsonObject> = {
  'a question': question,
  'a question with an image, streamed': {
    ...asking({ role: 'user', content: [picture, { type: 'text', text: 'What is this?', cache_control: ephemeral }] }),
    stream: true,
  },
  'a conversation with tools, results and thinking': {
    ...asking(
      { role: 'user', content: 'Weather in Łódź?' },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'I should look.', signature: 'EqQBCgIYAhIM' },
          { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3' },
          { type: 'text', text: 'I will look.' },
          { type: 'tool_use', id: 'toolu_01', name: 'weather', input: { city: 'Łódź' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_01', content: [{ type: 'text', text: '12 °C' }, picture] },
          { type: 'tool_result', tool_use_id: 'toolu_02', is_error: true, content: 'no such tool' },
        ],
      },
    ),
    system: [{ type: 'text', text: 'Be brief.', cache_control: ephemeral }],
    tools: [
      {
        name: 'weather',
        description: 'Weather of a city',
        input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        cache_control: ephemeral,
      },
      { type: 'bash_20250124', name: 'bash' },
    ],
    thinking: { type: 'enabled', budget_tokens: 1024 },
  },
  'a request of Claude Code': {
    ...question,
    system: [
      { type: 'text', text: billing('0a1b2') },
      { type: 'text', text: 'You are Claude Code.', cache_control: { type: 'ephemeral', ttl: '1h' } },
    ],
    metadata: { user_id: '{"device_id":"d","session_id":"s"}' },
    context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
    diagnostics: { previous_message_id: 'msg_01' },
    output_config: { effort: 'high' },
    stream: true,
  },
  'a structured answer about a document': {
    ...asking({
      role: 'user',
      content: [
        { type: 'document', title: 'On caches', source: { type: 'text', media_type: 'text/plain', data: 'Caches.' } },
        { type: 'text', text: 'Summarise.' },
      ],
    }),
    output_config: {
      format: {
        type: 'json_schema',
        schema: { type: 'object', properties: { summary: { type: 'string' }, title: { type: 'string' } } },
      },
    },
  },
};
