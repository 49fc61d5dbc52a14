import type OpenAI from 'openai';

/** A response as it is on the wire: `output_text` is the SDK's own. Shapes of openai 7.57.0 `resources/responses`. */
export type WireResponse = Omit<OpenAI.Responses.Response, 'output_text'>;
type Item = OpenAI.Responses.ResponseOutputItem;
type OutputText = OpenAI.Responses.ResponseOutputText;

export const usage: OpenAI.Responses.ResponseUsage = {
  input_tokens: 36,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: 87,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 123,
};

export const responseOf = (output: Item[], more: Partial<WireResponse> = {}): WireResponse => ({
  id: 'resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b',
  object: 'response',
  created_at: 1741476542,
  completed_at: 1741476543,
  status: 'completed',
  access_programs: null,
  background: false,
  error: null,
  incomplete_details: null,
  instructions: null,
  max_output_tokens: null,
  model: 'gpt-4.1-2025-04-14',
  output,
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  reasoning: { effort: null, summary: null },
  safety_identifier: null,
  service_tier: 'default',
  temperature: 1,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  truncation: 'disabled',
  usage,
  metadata: {},
  ...more,
});

export const textPart = (text: string, more: Partial<OutputText> = {}): OutputText => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs: [],
  ...more,
});

export const message = (content: OpenAI.Responses.ResponseOutputMessage['content'], id = 'msg_1'): Item => ({
  type: 'message',
  id,
  status: 'completed',
  role: 'assistant',
  content,
});

const logprob = (token: string): OpenAI.Responses.ResponseOutputText.Logprob => ({
  token,
  bytes: [...Buffer.from(token)],
  logprob: -0.31725305,
  top_logprobs: [{ token, bytes: [...Buffer.from(token)], logprob: -0.31725305 }],
});

/** Opaque and bound to its bytes: base64url as OpenAI's, with what a careless writer would escape. */
export const encrypted = `gAAAAABo${'Aa-_9/+='.repeat(60)}\u2028"\\`;

/** JSON answers that every form must be able to say. */
export const jsonAnswers = {
  text: responseOf([message([textPart('In a peaceful grove, a unicorn named Lumina.')])]),

  'text of many scripts': responseOf([
    message([textPart(`${'Grüße 👋🏽 — 你好，世界! \u2028 \u0000 "quoted" \\ '.repeat(40)}\n\ndata: [DONE]\n\n`)]),
  ]),

  'two messages and two parts': responseOf([
    { ...message([textPart('Looking.')], 'msg_1'), phase: 'commentary' } as Item,
    { ...message([textPart('One.'), textPart('Two.')], 'msg_2'), phase: 'final_answer' } as Item,
  ]),

  'two function calls': responseOf([
    {
      type: 'function_call',
      id: 'fc_1',
      call_id: 'call_a',
      name: 'get_weather',
      arguments: '{"city":"Paris"}',
      status: 'completed',
    },
    { type: 'function_call', id: 'fc_2', call_id: 'call_b', name: 'get_time', arguments: '{}', status: 'completed' },
  ]),

  'text and a custom tool call': responseOf([
    message([textPart('I will run it.')]),
    {
      type: 'custom_tool_call',
      id: 'ctc_1',
      call_id: 'call_c',
      name: 'code_exec',
      input: 'print("hé")',
      status: 'completed',
    } as Item,
  ]),

  'reasoning with summary and encrypted content': responseOf(
    [
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [
          { type: 'summary_text', text: '**Weighing**\n\nFirst one thing.' },
          { type: 'summary_text', text: 'Then another.' },
        ],
        encrypted_content: encrypted,
      },
      message([textPart('42.')]),
    ],
    { reasoning: { effort: 'medium', summary: 'detailed' } },
  ),

  'open reasoning': responseOf([
    {
      type: 'reasoning',
      id: 'rs_1',
      summary: [],
      content: [{ type: 'reasoning_text', text: 'The user greets. I greet back.' }],
      status: 'completed',
    },
    message([textPart('Hello!')]),
  ]),

  'annotations and log probabilities': responseOf([
    message([
      textPart('See it 👋', {
        annotations: [
          { type: 'url_citation', start_index: 0, end_index: 6, url: 'https://example.com/a?b=c', title: 'It' },
          { type: 'url_citation', start_index: 4, end_index: 6, url: 'https://example.org/', title: 'That' },
        ],
        logprobs: [logprob('See'), logprob(' it'), logprob(' 👋')],
      }),
    ]),
  ]),

  'a refusal': responseOf([message([{ type: 'refusal', refusal: "I'm sorry, but I can't assist with that." }])]),

  'calls that the caller runs': responseOf([
    {
      type: 'apply_patch_call',
      id: 'apc_1',
      call_id: 'call_d',
      status: 'completed',
      operation: { type: 'update_file', path: 'a.txt', diff: '@@\n-a\n+b\n' },
    },
    {
      type: 'local_shell_call',
      id: 'lsh_1',
      call_id: 'call_e',
      status: 'completed',
      action: { type: 'exec', command: ['ls', '-la'], env: {} },
    },
  ]),
} satisfies Record<string, WireResponse>;
