import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue, ReadRequest } from '../../../../src-core/ports/dialect.ts';
import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { placeOf } from '../support/request-place.ts';
import { asking, billing, path, question, requests, withField } from './requests.ts';

function read(body: JsonObject): ReadRequest {
  const reading = anthropicMessages.readRequest(body, placeOf(path));
  if (!reading.cacheable) throw new Error(reading.reason);
  return reading.request;
}

const outcome = (body: JsonObject): string => {
  const reading = anthropicMessages.readRequest(body, placeOf(path));
  return reading.cacheable ? 'cacheable' : reading.reason;
};

const user = (...content: JsonValue[]): JsonObject => asking({ role: 'user', content });
const tools = (...list: JsonValue[]): JsonObject => withField('tools', list);

describe('what is cached', () => {
  it.each<[string, JsonObject]>([
    ['no model', { messages: question['messages']! }],
    ['an empty model', withField('model', '')],
    ['no messages', { model: 'm' }],
    ['an empty list', asking()],
    ['a message that is none', asking('Hello!')],
    ['a message without role', asking({ content: 'x' })],
    ['messages that are a text', withField('messages', 'Hello!')],
  ])('%s: is left to the upstream', (_name, body) => {
    expect(outcome(body)).toBe('unsupported_body');
  });

  it.each<[string, JsonObject]>([
    ['a thread', withField('thread', { type: 'create' })],
    ['a container by id', withField('container', 'container_1')],
    ['a container with skills', withField('container', { skills: [{ type: 'anthropic', skill_id: 'xlsx' }] })],
    ['a credit token', withField('fallback_credit_token', 'fct_1')],
    ['a prompt cache to be filled', withField('max_tokens', 0)],
    ['an uploaded document', user({ type: 'document', source: { type: 'file', file_id: 'file_1' } })],
    ['an uploaded image', user({ type: 'image', source: { type: 'file', file_id: 'file_1' } })],
    ['a file for a container', user({ type: 'container_upload', file_id: 'file_1' })],
    [
      'an uploaded image in a tool’s result',
      user({
        type: 'tool_result',
        tool_use_id: 't',
        content: [{ type: 'image', source: { type: 'file', file_id: 'f' } }],
      }),
    ],
    [
      'an uploaded image in a document',
      user({
        type: 'document',
        source: { type: 'content', content: [{ type: 'image', source: { type: 'file', file_id: 'f' } }] },
      }),
    ],
  ])('%s: depends on what the provider keeps', (_name, body) => {
    expect(outcome(body)).toBe('stateful_request');
  });

  it.each<[string, JsonObject]>([
    ...[
      'web_search_20250305',
      'web_search_20260318',
      'web_fetch_20250910',
      'code_execution_20260521',
      'advisor_20260301',
      'tool_search_tool_bm25_20251119',
      'tool_search_tool_regex_20251119',
      'mcp_toolset',
      'a_tool_of_tomorrow_20270101',
      'bash_code_execution_20270101',
      'openrouter:web_search',
    ].map((type): [string, JsonObject] => [type, tools({ type, name: 'x' })]),
    ['MCP servers', withField('mcp_servers', [{ type: 'url', url: 'https://x.example', name: 'x' }])],
    [
      'a tool that comes along later',
      user({
        type: 'tool_addition',
        tool: { type: 'tool_definition', definition: { type: 'web_search_20250305', name: 'web_search' } },
      }),
    ],
    ['OpenRouter’s web plugin', withField('plugins', [{ id: 'web' }])],
    ['OpenRouter’s online models', withField('model', 'anthropic/claude-sonnet-4.5:online')],
  ])('%s: looks at the world', (_name, body) => {
    expect(outcome(body)).toBe('live_request');
  });

  it.each<[string, JsonObject]>([
    ...[
      'custom',
      'bash_20250124',
      'text_editor_20250728',
      'computer_20251124',
      'computer_toolset_20260801',
      'browser_toolset_20260801',
      'memory_20250818',
    ].map((type): [string, JsonObject] => [type, tools({ type, name: 'x' })]),
    ['a tool without type', tools({ name: 'web_search', input_schema: {} })],
    ['no MCP servers', withField('mcp_servers', [])],
    ['nulls', { ...question, container: null, thread: null, fallback_credit_token: null }],
    [
      'a file id that is a tool’s argument',
      asking({ role: 'assistant', content: [{ type: 'tool_use', input: { file_id: 'f' } }] }),
    ],
    ['an address', user({ type: 'image', source: { type: 'url', url: 'https://x.example/a.png' } })],
  ])('%s: is cached', (_name, body) => {
    expect(outcome(body)).toBe('cacheable');
  });
});

describe('what people see', () => {
  it('is the conversation, each block as what it is', () => {
    expect(read(requests['a conversation with tools, results and thinking']!).conversation).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Weather in Łódź?' },
      {
        role: 'assistant',
        text: '[thinking] I should look.\n[redacted thinking]\nI will look.\nweather({"city":"Łódź"})',
      },
      { role: 'user', text: '[tool result] 12 °C\n[image]\n[tool error] no such tool' },
    ]);
    expect(read(requests['a structured answer about a document']!).conversation).toEqual([
      { role: 'user', text: '[document] On caches\nSummarise.' },
    ]);
  });

  it('has no billing line', () => {
    expect(read(requests['a request of Claude Code']!).conversation[0]).toEqual({
      role: 'system',
      text: 'You are Claude Code.',
    });
    expect(JSON.stringify(read(withField('system', billing('0a1b2'))))).not.toContain('billing');
  });

  it.each<[string, JsonObject, string]>([
    ['a text', question, 'Hello!'],
    [
      'texts and an image',
      user({ type: 'text', text: 'a' }, { type: 'image' }, { type: 'text', text: 'b' }),
      'a\n[image]\nb',
    ],
    ['before results of tools', requests['a conversation with tools, results and thinking']!, 'Weather in Łódź?'],
    ['beside a result', user({ type: 'tool_result', content: 'x' }, { type: 'text', text: 'And now?' }), 'And now?'],
    ['none', asking({ role: 'assistant', content: 'x' }), ''],
  ])('the prompt: %s', (_name, body, prompt) => {
    expect(read(body).promptText).toBe(prompt);
  });

  it('has parameters without the conversation, and the form wished for', () => {
    const request = read(requests['a request of Claude Code']!);
    expect(request.parameters).toEqual({
      model: 'claude-opus-5-5',
      max_tokens: 1024,
      context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
      output_config: { effort: 'high' },
    });
    expect([request.model, request.wish.mode, read(question).wish.mode]).toEqual(['claude-opus-5-5', 'sse', 'json']);
  });
});
