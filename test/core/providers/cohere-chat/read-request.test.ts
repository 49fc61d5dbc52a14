import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../src-core/contracts/settings.ts';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { cohereChat } from '../../../../src-core/providers/cohere-chat/dialect.ts';
import { comparedText } from '../../../../src-core/providers/cohere-chat/compared-text.ts';
import { routeRequest } from '../../../../src-core/providers/route.ts';
import { identityOf } from '../dialect-conformance.ts';
import { placeOf } from '../support/request-place.ts';
import { path, question, requests } from './requests.ts';

const place = placeOf(path);
const read = (more: JsonObject) => cohereChat.readRequest({ ...question, ...more }, place);
const identity = (more: JsonObject): string => identityOf(cohereChat, { ...question, ...more }, place);

describe('where calls of Cohere’s SDK go', () => {
  it.each([
    ['/v2/chat', 'cohere-chat'],
    ['/cohere/v2/chat', 'cohere-chat'],
    ['/p/evals/cohere//v2/chat', 'cohere-chat'],
    ['/v2/embed', 'cohere-embed'],
    ['/v2/rerank', 'cohere-rerank'],
    ['/cohere/v1/chat', 'none'],
    ['/cohere/v1/models', 'none'],
    ['/cohere/v2/parse', 'none'],
    ['/cohere/compatibility/v1/chat/completions', 'openai-chat'],
  ])('%s', (target, dialect) => {
    const route = routeRequest({ target, host: '127.0.0.1:8080', header: () => undefined }, defaultSettings);
    const at = target.replaceAll('//', '/').replace('/p/evals', '').replace('/cohere/', '/');
    expect([route.upstreamName, `${route.origin}${route.path}`, route.dialect?.id ?? 'none']).toEqual([
      'cohere',
      `https://api.cohere.com${at}`,
      dialect,
    ]);
  });
});

describe('what a request to Cohere says', () => {
  it('is read from its body', () => {
    const reading = cohereChat.readRequest(requests['a conversation with documents, tools and a schema']!, place);
    expect(reading).toMatchObject({
      request: {
        model: 'command-a-03-2025',
        wish: { mode: 'sse' },
        promptText: 'Sure?',
        conversation: [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: 'What is this?' },
          { role: 'assistant', text: 'I will look.\nlook({"at":"it"})' },
          { role: 'tool', text: '[document]' },
          { role: 'assistant', text: 'A cat.' },
          { role: 'user', text: 'Sure?' },
        ],
      },
    });
    expect(read({})).toMatchObject({ request: { wish: { mode: 'json' } } });
  });

  it.each<[string, JsonObject]>([
    ['no model', { model: '' }],
    ['no messages', { messages: [] }],
    ['a message without role', { messages: [{ content: 'Hi' }] }],
  ])('with %s has no identity', (_name, more) => {
    expect(read(more)).toEqual({ cacheable: false, reason: 'unsupported_body' });
  });

  it('with a tool that is no function is live', () => {
    expect(read({ tools: [{ type: 'web_search' }] })).toEqual({ cacheable: false, reason: 'live_request' });
  });
});

describe('the identity of a request to Cohere', () => {
  it.each<JsonObject>([{ stream: true }, { stream: false }, { priority: 3 }])('leaves out %j', (more) => {
    expect(identity(more)).toBe(identity({}));
  });

  it.each<JsonObject>([
    { documents: ['On caches'] },
    { temperature: 0 },
    { seed: 7 },
    { safety_mode: 'OFF' },
    { strict_tools: true },
    { citation_options: { mode: 'OFF' } },
    { thinking: { type: 'disabled' } },
    { k: 1 },
    { logprobs: true },
  ])('holds %j', (more) => {
    expect(identity(more)).not.toBe(identity({}));
  });

  it('tells the order of schema properties apart', () => {
    const schema = (properties: JsonObject): string =>
      identity({ response_format: { type: 'json_object', json_schema: { type: 'object', properties } } });
    expect(schema({ a: {}, b: {} })).not.toBe(schema({ b: {}, a: {} }));
  });
});

describe('the compared text of a request to Cohere', () => {
  it('is the last user text; documents stay in the rest', () => {
    expect(comparedText({ ...question, documents: ['On caches'] })).toEqual({
      comparable: true,
      text: 'Hi?',
      rest: { ...question, documents: ['On caches'], messages: [{ role: 'user', content: null }] },
    });
  });

  it.each<[JsonObject, string]>([
    [{ tool_choice: 'REQUIRED' }, 'exact_only_parameters'],
    [{ seed: 7 }, 'exact_only_parameters'],
    [{ messages: [{ role: 'tool', tool_call_id: 'x', content: 'r' }] }, 'exact_only_turn'],
  ])('there is none with %j', (more, reason) => {
    expect(comparedText({ ...question, ...more })).toEqual({ comparable: false, reason });
  });
});
