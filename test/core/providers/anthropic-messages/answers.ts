/** Answers as the API writes them in November 2026 (@anthropic-ai/sdk 1.13.0 `Message`). */
export const usage = {
  input_tokens: 12,
  cache_creation_input_tokens: 100,
  cache_read_input_tokens: 2048,
  cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 0 },
  output_tokens: 41,
  service_tier: 'standard',
  inference_geo: 'global',
};

export const message = (content: object[], more: object = {}): object => ({
  id: 'msg_01XFDUDYJgAACzvnptvVoYEL',
  type: 'message',
  role: 'assistant',
  model: 'claude-opus-5-5',
  content,
  stop_reason: 'end_turn',
  stop_sequence: null,
  stop_details: null,
  usage,
  ...more,
});

export const text = (value: string, more: object = {}): object => ({ type: 'text', text: value, ...more });

export const signature = 'EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds+/=';

export const citations = [
  {
    type: 'char_location',
    cited_text: 'A cache keeps.',
    document_index: 0,
    document_title: 'On caches',
    start_char_index: 0,
    end_char_index: 14,
    file_id: null,
  },
  {
    type: 'page_location',
    cited_text: 'Near.',
    document_index: 1,
    document_title: null,
    start_page_number: 1,
    end_page_number: 2,
    file_id: null,
  },
];

export const toolUse = (id: string, input: object, more: object = {}): object => ({
  type: 'tool_use',
  id,
  name: 'weather',
  input,
  ...more,
});

export const jsonAnswers: Record<string, object> = {
  text: message([text('A cache keeps things near.')]),
  'text of many scripts': message([text('Łódź 🐿 \u2028 "quoted" \\ data: x\n\nevent: y\r\n'.repeat(20))]),
  'no content at all': message([]),
  'an empty text': message([text('')]),
  'a stop sequence': message([text('1, 2, ')], { stop_reason: 'stop_sequence', stop_sequence: '3' }),
  'signed thinking, hidden thinking, then text': message([
    { type: 'thinking', thinking: 'They ask about caches. '.repeat(30), signature },
    { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' },
    text('A cache.'),
  ]),
  'thinking that is not shown': message([{ type: 'thinking', thinking: '', signature }, text('A cache.')]),
  'text with citations': message([
    text('Caches ', { citations: null }),
    text('keep', { citations }),
    text('.', { citations: [] }),
  ]),
  'two tools after text': message(
    [
      text('I will look.'),
      toolUse('toolu_01', { city: 'Łódź', days: [1, 2.5, -3e-7], deep: { a: null, b: [true] } }),
      toolUse('toolu_02', {}, { caller: { type: 'direct' } }),
    ],
    { stop_reason: 'tool_use' },
  ),
  'fields of betas': message([text('Done.')], {
    container: { id: 'container_1', expires_at: '2026-11-25T00:00:00Z' },
    context_management: {
      applied_edits: [{ type: 'clear_thinking_20251015', cleared_thinking_turns: 1, cleared_input_tokens: 9 }],
    },
    input_transformations: [],
    diagnostics: null,
    usage: { ...usage, output_tokens_details: { thinking_tokens: 3 }, server_tool_use: null, iterations: [] },
  }),
  'blocks of the provider’s own tools': message([
    { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'caches' } },
    {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_1',
      content: [
        { type: 'web_search_result', url: 'https://x.example', title: 'X', encrypted_content: 'E', page_age: null },
      ],
    },
    text('Found.'),
  ]),
};
