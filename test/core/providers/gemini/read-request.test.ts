import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { gemini } from '../../../../src-core/providers/gemini/dialect.ts';
import { identityOf } from '../dialect-conformance.ts';
import { placeOf } from '../support/request-place.ts';
import { path, question, requests, streamPath } from './requests.ts';

const place = placeOf(path);
const sse = placeOf(streamPath, {}, '?alt=sse');
const read = (more: JsonObject) => gemini.readRequest({ ...question, ...more }, place);
const identity = (more: JsonObject): string => identityOf(gemini, { ...question, ...more }, place);

describe('what a request to Gemini says', () => {
  it('is read from path and body', () => {
    const body = requests['a conversation with an image, a function and a schema']!;
    const reading = gemini.readRequest(body, place);
    expect(reading).toMatchObject({
      request: {
        model: 'gemini-2.5-flash',
        promptText: 'Sure?',
        conversation: [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: 'What is this?\n[image]' },
          { role: 'model', text: 'look({"at":"it"})' },
          { role: 'user', text: 'look: {"seen":"a cat"}' },
          { role: 'model', text: 'A cat.' },
          { role: 'user', text: 'Sure?' },
        ],
      },
    });
    const names = reading.cacheable ? Object.keys(reading.request.parameters) : [];
    expect(names.toSorted()).toEqual(['generationConfig', 'safetySettings', 'tools']);
  });

  it.each([
    ['/v1/models/m:generateContent', 'm'],
    ['/v1alpha/models/m:generateContent', 'm'],
    ['/v1beta/tunedModels/mine-1:generateContent', 'tunedModels/mine-1'],
    ['/v1/projects/p/locations/l/publishers/google/models/m:generateContent', 'm'],
  ])('%s names the model %s', (at, model) => {
    const reading = gemini.readRequest(question, placeOf(at));
    expect(reading).toMatchObject({ request: { model, identityPath: at } });
  });

  it('is the same for both forms, which only the wish tells apart', () => {
    const json = gemini.readRequest(question, place);
    const stream = gemini.readRequest(question, sse);
    expect(json).toMatchObject({ request: { identityPath: path, wish: { mode: 'json' } } });
    expect(stream).toMatchObject({ request: { identityPath: path, wish: { mode: 'sse' } } });
    expect(identityOf(gemini, question, sse)).toBe(identityOf(gemini, question, place));
  });

  it.each([
    [streamPath, ''],
    [streamPath, '?alt=json'],
    [streamPath, '?alt=sse&alt=json'],
    [streamPath, '?$alt=sse'],
    [streamPath, '?alt=sse&$alt=json'],
    [path, '?alt=sse'],
    [path, '?alt=proto'],
    [path, '?%24alt=json'],
  ])('in a form that is no JSON object and no SSE passes through: %s%s', (at, query) => {
    expect(gemini.readRequest(question, placeOf(at, {}, query))).toEqual({
      cacheable: false,
      reason: 'path_not_cacheable',
    });
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['no contents', { contents: [] }],
    ['no parts', { contents: [{ role: 'user' }] }],
    ['text for contents', { contents: 'Hi' }],
  ])('with %s has no identity', (_name, body) => {
    expect(gemini.readRequest(body, place)).toEqual({ cacheable: false, reason: 'unsupported_body' });
  });
});

describe('the identity of a request to Gemini', () => {
  it.each<JsonObject>([
    { labels: { team: 'x' } },
    { serviceTier: 'FLEX' },
    { service_tier: 'FLEX' },
    { store: true },
    { generationConfig: {} },
    { generation_config: {} },
  ])('leaves out what never changes an answer: %j', (more) => {
    expect(identity(more)).toBe(identity({}));
  });

  it.each<JsonObject>([
    { systemInstruction: { parts: [{ text: 'Be brief.' }] } },
    { generationConfig: { temperature: 0.5 } },
    { generationConfig: { thinkingConfig: { thinkingBudget: 0 } } },
    { safetySettings: [] },
    { toolConfig: { functionCallingConfig: { mode: 'NONE' } } },
    { tools: [{ functionDeclarations: [{ name: 'f' }] }] },
  ])('holds everything else: %j', (more) => {
    expect(identity(more)).not.toBe(identity({}));
  });

  it('tells the order of schema properties apart, and the spellings of a name', () => {
    const schema = (properties: JsonObject, name = 'generationConfig'): string =>
      identity({ [name]: { responseSchema: { type: 'OBJECT', properties } } });
    expect(schema({ a: {}, b: {} })).not.toBe(schema({ b: {}, a: {} }));
    expect(schema({ a: {}, b: {} }, 'generation_config')).not.toBe(schema({ b: {}, a: {} }, 'generation_config'));
    expect(schema({ a: {} })).not.toBe(schema({ a: {} }, 'generation_config'));
  });
});

const file = (fileUri: string): JsonObject => ({ contents: [{ parts: [{ text: 'x' }, { fileData: { fileUri } }] }] });

describe('requests to Gemini that are not repeatable', () => {
  it.each<[string, JsonObject, string]>([
    ['a cached content', { cachedContent: 'cachedContents/x' }, 'stateful_request'],
    ['a cached content in snake case', { cached_content: 'cachedContents/x' }, 'stateful_request'],
    ['a null beside it', { cachedContent: null, cached_content: 'cachedContents/x' }, 'stateful_request'],
    ['a continuation', { continuationToken: 'x' }, 'stateful_request'],
    ['an uploaded file', file('https://generativelanguage.googleapis.com/v1beta/files/abc-1'), 'stateful_request'],
    ['an uploaded file by name', file('files/abc-1'), 'stateful_request'],
    ['a file in Cloud Storage', file('gs://bucket/cat.png'), 'stateful_request'],
    [
      'an uploaded file in snake case',
      { contents: [{ parts: [{ text: 'x' }, { file_data: { file_uri: 'files/a' } }] }] },
      'stateful_request',
    ],
    [
      'an uploaded file in the system instruction',
      { systemInstruction: { parts: { fileData: { fileUri: 'files/a' } } } },
      'stateful_request',
    ],
    [
      'an uploaded file in a function’s response',
      {
        contents: [
          { parts: [{ functionResponse: { name: 'f', parts: [{ fileData: { fileUri: 'files/a' } }] } }] },
          { parts: [{ text: 'x' }] },
        ],
      },
      'stateful_request',
    ],
    ['file search', { tools: [{ fileSearch: { fileSearchStoreNames: ['x'] } }] }, 'stateful_request'],
    ['a retrieval', { tools: [{ retrieval: {} }] }, 'stateful_request'],
    ...[
      'googleSearch',
      'google_search',
      'googleSearchRetrieval',
      'google_search_retrieval',
      'googleMaps',
      'urlContext',
      'url_context',
      'codeExecution',
      'code_execution',
      'computerUse',
      'mcpServers',
      'enterpriseWebSearch',
      'aToolOfTomorrow',
    ].map((name): [string, JsonObject, string] => [name, { tools: [{ [name]: {} }] }, 'live_request']),
    ['a tool beside functions', { tools: [{ functionDeclarations: [], googleSearch: {} }] }, 'live_request'],
    ['one tool for a list', { tools: { googleSearch: {} } }, 'live_request'],
  ])('%s', (_name, more, reason) => {
    expect(read(more)).toEqual({ cacheable: false, reason });
  });

  it.each<[string, JsonObject]>([
    ['functions', { tools: [{ functionDeclarations: [{ name: 'f' }] }, { function_declarations: [] }] }],
    ['a tool that is not used', { tools: [{ functionDeclarations: [{ name: 'f' }], googleSearch: null }] }],
    ['a public address', file('https://www.youtube.com/watch?v=9hE5-98ZeCg')],
    ['nulls', { cachedContent: null, tools: null }],
  ])('but with %s they are', (_name, more) => {
    expect(read(more)).toMatchObject({ cacheable: true });
  });
});
