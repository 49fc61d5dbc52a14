import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import { canonicalJson, parseJsonRequest } from '../../../../src-core/request/canonical-json.ts';
import { placeOf } from '../support/request-place.ts';
import { asking, question, requests, withField } from './requests.ts';

const path = '/v1/chat/completions';
const reasonOf = (body: JsonObject, at = path): string => {
  const reading = openaiChat.readRequest(body, placeOf(at));
  return reading.cacheable ? 'cacheable' : reading.reason;
};

const read = (body: JsonObject, at = path) => {
  const reading = openaiChat.readRequest(body, placeOf(at));
  if (!reading.cacheable) throw new Error(reading.reason);
  return reading.request;
};

describe('what is not cached', () => {
  it.each<[string, JsonObject, string]>([
    ['no model', { messages: question['messages']! }, 'unsupported_body'],
    ['a model that is no text', withField('model', 5), 'unsupported_body'],
    ['an empty model', withField('model', ''), 'unsupported_body'],
    ['no messages', { model: 'm' }, 'unsupported_body'],
    ['messages that are no list', withField('messages', 'hi'), 'unsupported_body'],
    ['no message in the list', withField('messages', []), 'unsupported_body'],
    ['a message that is no object', withField('messages', ['hi']), 'unsupported_body'],
    ['a message without a role', withField('messages', [{ content: 'x' }]), 'unsupported_body'],
    ['Cursor’s Responses body on this path', { model: 'm', input: 'x' }, 'unsupported_body'],
    ['web_search_options', withField('web_search_options', {}), 'live_request'],
    ['search_parameters', withField('search_parameters', { mode: 'auto' }), 'live_request'],
    ['search_parameters switched off', withField('search_parameters', { mode: 'off' }), 'cacheable'],
    ['web_search_options: null', withField('web_search_options', null), 'cacheable'],
    ['deferred', withField('deferred', true), 'live_request'],
    ['not deferred', withField('deferred', false), 'cacheable'],
    ['OpenRouter’s web plugin', withField('plugins', [{ id: 'web' }]), 'live_request'],
    ['another plugin', withField('plugins', [{ id: 'file-parser' }]), 'cacheable'],
    ['a web_search tool', withField('tools', [{ type: 'web_search' }]), 'live_request'],
    ['a web_search_preview tool', withField('tools', [{ type: 'web_search_preview' }]), 'live_request'],
    ['OpenRouter’s server tool', withField('tools', [{ type: 'openrouter:web_search' }]), 'live_request'],
    ['an x_search tool', withField('tools', [{ type: 'x_search' }]), 'live_request'],
    ['Groq’s browser_search', withField('tools', [{ type: 'browser_search' }]), 'live_request'],
    [
      'Moonshot’s $web_search',
      withField('tools', [{ type: 'builtin_function', function: { name: '$web_search' } }]),
      'live_request',
    ],
    ['an mcp tool', withField('tools', [{ type: 'mcp', server_url: 'x' }]), 'live_request'],
    [
      'the caller’s own function called web_search',
      withField('tools', [{ type: 'function', function: { name: 'web_search' } }]),
      'cacheable',
    ],
    ['a live fallback model', withField('models', ['a', 'openai/gpt-4o:online']), 'live_request'],
    [
      'a file kept by the provider',
      asking({ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }),
      'stateful_request',
    ],
    [
      'a file in the request',
      asking({ role: 'user', content: [{ type: 'file', file: { file_data: 'x' } }] }),
      'cacheable',
    ],
    ['an earlier audio answer', asking({ role: 'assistant', audio: { id: 'a' } }), 'stateful_request'],
    ['a previous response', withField('previous_response_id', 'r'), 'stateful_request'],
  ])('%s: %s', (_name, body, expected) => {
    expect(reasonOf(body)).toBe(expected);
  });

  it.each([
    ['openai/gpt-4o:online', 'live_request'],
    ['gpt-4o-search-preview', 'live_request'],
    ['gpt-4o-mini-search-preview-2025-03-11', 'live_request'],
    ['gpt-5-search-api', 'live_request'],
    ['groq/compound', 'live_request'],
    ['compound-beta-mini', 'live_request'],
    ['perplexity/sonar-pro', 'live_request'],
    ['gpt-4o', 'cacheable'],
    ['my-compound-model', 'cacheable'],
    ['compounder', 'cacheable'],
    ['online', 'cacheable'],
  ])('model %s: %s', (model, expected) => {
    expect(reasonOf(withField('model', model))).toBe(expected);
  });
});

describe('reading', () => {
  it('finds the model of an Azure deployment in the path', () => {
    const body: JsonObject = { messages: question['messages']! };
    expect(read(body, '/openai/deployments/my-gpt/chat/completions').model).toBe('my-gpt');
    expect(read(question, '/openai/deployments/my-gpt/chat/completions').model).toBe('gpt-4.1');
  });

  it.each<[JsonObject, JsonObject]>([
    [{}, { mode: 'json', includeUsage: false }],
    [
      { stream: false, stream_options: null },
      { mode: 'json', includeUsage: false },
    ],
    [{ stream: 1 }, { mode: 'json', includeUsage: false }],
    [{ stream: true }, { mode: 'sse', includeUsage: false }],
    [
      { stream: true, stream_options: { include_usage: true } },
      { mode: 'sse', includeUsage: true },
    ],
    [
      { stream: true, stream_options: { include_usage: false } },
      { mode: 'sse', includeUsage: false },
    ],
    [
      { stream: true, usage: { include: true } },
      { mode: 'sse', includeUsage: true },
    ],
  ])('%j wishes for %j', (fields, wish) => {
    expect(read({ ...question, ...fields }).wish).toEqual({ ...wish, vectorEncoding: 'float' });
  });

  it('shows people the conversation and, apart from it, the parameters as they were sent', () => {
    const body: JsonObject = { ...requests['a conversation with parts, tools and a schema'], stream: true, user: 'u' };
    const { promptText, conversation, parameters } = read(body);
    expect({ promptText, conversation, parameters }).toEqual({
      promptText: 'Sure?',
      conversation: [
        { role: 'system', text: 'Be brief.' },
        { role: 'user', text: 'What is this?\n[image]' },
        { role: 'assistant', text: 'look({"at":"it"})' },
        { role: 'tool', text: 'a cat' },
        { role: 'assistant', text: 'A cat.' },
        { role: 'user', text: 'Sure?' },
      ],
      parameters: {
        model: 'gpt-4.1',
        temperature: 0.2,
        seed: 7,
        tools: body['tools'],
        response_format: body['response_format'],
      },
    });
  });

  it.each<[string, JsonValue, string]>([
    [
      'parts',
      [
        { type: 'text', text: 'a' },
        { type: 'input_audio', input_audio: {} },
        { type: 'file', file: {} },
      ],
      'a\n[audio]\n[file]',
    ],
    ['unknown parts', [{ type: 'hologram' }, {}, 'b', 7], '[hologram]\n[part]\nb\n'],
    ['a refusal part', [{ type: 'refusal', refusal: 'no' }], 'no'],
    ['null', null, ''],
  ])('shows %s as text', (_name, content, text) => {
    expect(read(asking({ role: 'user', content })).promptText).toBe(text);
  });

  it('has no prompt text when no user speaks', () => {
    expect(read(asking({ role: 'system', content: 'x' })).promptText).toBe('');
  });

  it('costs a small part of a millisecond', () => {
    const body = Buffer.from(
      JSON.stringify({
        ...requests['a conversation with parts, tools and a schema'],
        messages: [{ role: 'user', content: 'Hello there. '.repeat(110) }],
      }),
    );
    const once = (): void => {
      const parsed = parseJsonRequest(body);
      if (parsed.ok) canonicalJson(read(parsed.value).identity);
    };
    for (let warm = 0; warm < 2000; warm += 1) once();
    const times = Array.from({ length: 500 }, () => {
      const started = performance.now();
      once();
      return performance.now() - started;
    });
    // About 0.01 ms on an idle machine; the bound only catches a change of order on a busy one.
    expect(times.sort((left, right) => left - right)[250]).toBeLessThan(0.1);
  });
});
