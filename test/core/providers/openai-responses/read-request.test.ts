import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue, ReadRequest } from '../../../../src-core/ports/dialect.ts';
import { dialectOfPath } from '../../../../src-core/providers/dialects.ts';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { placeOf } from '../support/request-place.ts';
import { asking, question, requests, withField } from './requests.ts';

const reasonOf = (body: JsonObject): string => {
  const reading = openaiResponses.readRequest(body, placeOf('/v1/responses'));
  return reading.cacheable ? 'cacheable' : reading.reason;
};

function read(body: JsonObject, path = '/v1/responses'): ReadRequest {
  const reading = openaiResponses.readRequest(body, placeOf(path));
  if (!reading.cacheable) throw new Error(reading.reason);
  return reading.request;
}

const userItem = (...content: JsonObject[]): JsonObject => asking({ role: 'user', content });
const hosted = (tool: JsonValue): JsonObject => withField('tools', [tool]);

describe('paths', () => {
  it.each([
    '/v1/responses',
    '/responses',
    '/responses/',
    '/openai/responses',
    '/openai/v1/responses',
    '/api/v1/responses',
    '/openai/deployments/gpt/responses',
  ])('%s is one of its paths', (path) => {
    expect(dialectOfPath(path)?.id).toBe('openai-responses');
  });

  it.each([
    '/v1/responses/resp_1',
    '/v1/responses/resp_1/cancel',
    '/v1/responses/resp_1/input_items',
    '/v1/responses/compact',
    '/v1/responses/input_tokens',
    '/v1/conversations',
    '/v1/autoresponses',
    '/api/v0/responses',
  ])('%s is none', (path) => {
    expect(dialectOfPath(path)).toBeUndefined();
  });
});

describe('what is not repeatable', () => {
  it.each<[string, JsonObject, string]>([
    ['an earlier response', withField('previous_response_id', 'resp_1'), 'stateful_request'],
    ['a conversation', withField('conversation', { id: 'conv_1' }), 'stateful_request'],
    ['a background response', withField('background', true), 'stateful_request'],
    ['a resumed stream', withField('starting_after', 3), 'stateful_request'],
    ['a stored prompt without version', withField('prompt', { id: 'pmpt_1' }), 'stateful_request'],
    ['a stored prompt of version null', withField('prompt', { id: 'pmpt_1', version: null }), 'stateful_request'],
    [
      'a stored prompt about a file',
      withField('prompt', { id: 'p', version: '1', variables: { f: { type: 'input_file', file_id: 'file_1' } } }),
      'stateful_request',
    ],
    ['a prewarmed prompt cache', withField('prompt_cache_options', { prewarm: true }), 'stateful_request'],
    [
      'a comparison with an earlier response',
      withField('prompt_cache_options', { comparison_response_id: 'resp_1' }),
      'stateful_request',
    ],
    ['an item reference', asking({ type: 'item_reference', id: 'msg_1' }), 'stateful_request'],
    ['an item reference without type', asking({ id: 'msg_1' }), 'stateful_request'],
    ['an item reference of type null', asking({ type: null, id: 'msg_1' }), 'stateful_request'],
    ['a file', userItem({ type: 'input_file', file_id: 'file_1' }), 'stateful_request'],
    ['an image by its file', userItem({ type: 'input_image', file_id: 'file_1' }), 'stateful_request'],
    [
      'a file in a tool’s output',
      asking({ type: 'function_call_output', call_id: 'c', output: [{ type: 'input_file', file_id: 'file_1' }] }),
      'stateful_request',
    ],
    ['file search', hosted({ type: 'file_search', vector_store_ids: ['vs_1'] }), 'stateful_request'],
    ['a container', hosted({ type: 'code_interpreter', container: 'cntr_1' }), 'stateful_request'],
    ['a fresh container', hosted({ type: 'code_interpreter', container: { type: 'auto' } }), 'stateful_request'],
    [
      'a shell in a container of the provider’s',
      hosted({ type: 'shell', environment: { type: 'container_reference', container_id: 'cntr_1' } }),
      'stateful_request',
    ],
    ['a hosted shell', hosted({ type: 'shell', environment: { type: 'container_auto' } }), 'live_request'],
    ['a shell of nobody’s', hosted({ type: 'shell' }), 'live_request'],
    ['web search', hosted({ type: 'web_search' }), 'live_request'],
    ['web search of a version', hosted({ type: 'web_search_preview_2025_03_11' }), 'live_request'],
    ['a computer', hosted({ type: 'computer' }), 'live_request'],
    ['an older computer', hosted({ type: 'computer_use_preview' }), 'live_request'],
    ['an MCP server', hosted({ type: 'mcp', server_label: 'x', server_url: 'https://x' }), 'live_request'],
    ['image generation', hosted({ type: 'image_generation' }), 'live_request'],
    ['programs', hosted({ type: 'programmatic_tool_calling' }), 'live_request'],
    ['xAI’s search', hosted({ type: 'x_search' }), 'live_request'],
    ['OpenRouter’s search', hosted({ type: 'openrouter:web_search' }), 'live_request'],
    ['a tool of tomorrow', hosted({ type: 'tea_kettle' }), 'live_request'],
    ['a tool that an item brings', asking({ type: 'additional_tools', tools: [{ type: 'mcp' }] }), 'live_request'],
    ['a model that searches', withField('model', 'openai/gpt-5:online'), 'live_request'],
    [
      'a file beside a search',
      withField('tools', [{ type: 'image_generation' }, { type: 'file_search', vector_store_ids: [] }]),
      'stateful_request',
    ],
  ])('%s', (_name, body, reason) => {
    expect(reasonOf(body)).toBe(reason);
  });

  it.each<[string, JsonObject]>([
    ['a function', hosted({ type: 'function', name: 'f', parameters: { properties: { file_id: {} } } })],
    ['a custom tool', hosted({ type: 'custom', name: 'f' })],
    ['a namespace', hosted({ type: 'namespace', name: 'n', tools: [{ type: 'function', name: 'f' }] })],
    ['a patch', hosted({ type: 'apply_patch' })],
    ['the caller’s shell', hosted({ type: 'local_shell' })],
    ['the caller’s newer shell', hosted({ type: 'shell', environment: { type: 'local' } })],
    ['tool search', hosted({ type: 'tool_search' })],
    ['an image', userItem({ type: 'input_image', image_url: 'data:,x', file_id: null })],
    ['a file with its data', userItem({ type: 'input_file', filename: 'a.pdf', file_data: 'data:,x' })],
    ['nothing that was given as null', { ...question, previous_response_id: null, conversation: null, prompt: null }],
    ['no background', withField('background', false)],
    ['a stored prompt of a version', requests['a stored prompt of a fixed version']],
  ])('but this is: %s', (_name, body) => {
    expect(reasonOf(body)).toBe('cacheable');
  });

  it.each<[string, JsonObject]>([
    ['no input', { model: 'm' }],
    ['no model', { input: 'x' }],
    ['no items', { model: 'm', input: [] }],
    ['items that are none', { model: 'm', input: ['x'] }],
    ['an input of another kind', { model: 'm', input: 3 }],
    ['a chat', { model: 'm', messages: [{ role: 'user', content: 'x' }] }],
  ])('%s is left to the upstream', (_name, body) => {
    expect(reasonOf(body)).toBe('unsupported_body');
  });
});

describe('what people and replays need', () => {
  it('is the model, the last user text, the conversation and the rest', () => {
    const { model, promptText, conversation, parameters, wish } = read(
      requests['a conversation with parts, tools and a schema'],
    );
    expect({ model, promptText, conversation, wish }).toEqual({
      model: 'gpt-5',
      promptText: 'Sure?',
      conversation: [
        { role: 'system', text: 'Be brief.' },
        { role: 'developer', text: 'You look at pictures.' },
        { role: 'user', text: 'What is this?\n[image]' },
        { role: 'assistant', text: 'look({"at":"it"})' },
        { role: 'tool', text: 'a cat' },
        { role: 'assistant', text: 'A cat.' },
        { role: 'user', text: 'Sure?' },
      ],
      wish: { mode: 'json', includeUsage: false, vectorEncoding: 'float' },
    });
    expect(Object.keys(parameters).toSorted()).toEqual(['include', 'model', 'reasoning', 'store', 'text', 'tools']);
  });

  it('shows calls, readable reasoning and items it does not know', () => {
    const { conversation, promptText } = read(
      asking(
        { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Hm.' }] },
        { type: 'custom_tool_call', call_id: 'c', name: 'sh', input: 'ls' },
        { type: 'custom_tool_call_output', call_id: 'c', output: [{ type: 'input_text', text: 'a.txt' }] },
        { type: 'tea_call', id: 'tea_1' },
      ),
    );
    expect(promptText).toBe('');
    expect(conversation).toEqual([
      { role: 'assistant', text: 'Hm.' },
      { role: 'assistant', text: 'sh(ls)' },
      { role: 'tool', text: 'a.txt' },
      { role: 'assistant', text: '[tea_call]' },
    ]);
  });

  it('names a stored prompt where it names the model, and Azure’s deployment likewise', () => {
    expect(read(requests['a stored prompt of a fixed version']).model).toBe('pmpt_1');
    expect(read({ input: 'x' }, '/openai/deployments/my-gpt/responses').model).toBe('my-gpt');
  });

  it('carries what the answer will repeat, and nothing that was given empty', () => {
    const given = { metadata: { run: '7' }, user: 'u', safety_identifier: 's', prompt_cache_key: 'k' };
    expect(read({ ...question, ...given, stream: true }).wish).toEqual({
      mode: 'sse',
      includeUsage: false,
      vectorEncoding: 'float',
      echoes: given,
    });
    expect(read({ ...question, metadata: {}, user: '', safety_identifier: null }).wish.echoes).toBeUndefined();
  });
});
