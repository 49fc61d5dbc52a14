import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src-core/contracts/settings.ts';
import { injectKey } from '../../../src-core/pipeline/inject-key.ts';
import type { UpstreamKeys } from '../../../src-core/ports/upstream-keys.ts';
import { routeRequest } from '../../../src-core/providers/route.ts';

const key = 'the-owners-key-1234';

/** Every upstream has the key, at the origin that it was given for. */
const keysFor = (wanted?: string): UpstreamKeys => ({
  keyOf: (_upstream, origin) => (wanted === undefined || origin === wanted ? key : null),
  last4: () => null,
  version: 0,
});

/** What goes upstream of a request, by name in lower case. */
function inject(url: string, sent: Record<string, string> = {}, keys = keysFor()): Record<string, string> {
  const rawHeaders = ['Host', 'localhost', ...Object.entries(sent).flat()];
  const lower = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]));
  const request = { url, rawHeaders, headers: { host: 'localhost', ...lower } };
  const header = (name: string): string | undefined => lower[name];
  injectKey(keys, request, routeRequest({ target: url, host: 'localhost', header }, defaultSettings));
  const raw = Object.fromEntries(
    Array.from({ length: request.rawHeaders.length / 2 }, (_, index): [string, string] => [
      (request.rawHeaders[2 * index] ?? '').toLowerCase(),
      request.rawHeaders[2 * index + 1] ?? '',
    ]),
  );
  // Identity reads the one form, what goes upstream is made of the other.
  expect(request.headers).toEqual(raw);
  const { host: _host, ...rest } = raw;
  return rest;
}

describe('the header that each API reads its key from', () => {
  test.each<[string, Record<string, string>]>([
    ['/v1/chat/completions', { authorization: `Bearer ${key}` }],
    ['/groq/v1/chat/completions', { authorization: `Bearer ${key}` }],
    ['/cohere/v2/chat', { authorization: `Bearer ${key}` }],
    ['/anthropic/v1/messages', { 'x-api-key': key }],
    ['/anthropic/v1/models', { 'x-api-key': key }],
    ['/gemini/v1beta/models/gemini-3:generateContent', { 'x-goog-api-key': key }],
    ['/azure/mine/openai/v1/chat/completions', { 'api-key': key }],
  ])('%s', (url, expected) => {
    expect(inject(url)).toEqual(expected);
  });
});

test('other headers stay as they are and where they are', () => {
  expect(
    inject('/v1/chat/completions', { 'OpenAI-Beta': 'x', Authorization: 'Bearer semcache', Accept: '*/*' }),
  ).toEqual({
    'openai-beta': 'x',
    accept: '*/*',
    authorization: `Bearer ${key}`,
  });
});

test.each<[string, string, Record<string, string>]>([
  ['a key', '/v1/chat/completions', { authorization: 'Bearer sk-own' }],
  ['a key in another header', '/v1/chat/completions', { 'api-key': 'own' }],
  ['another scheme', '/v1/chat/completions', { authorization: 'Basic c2VtY2FjaGU=' }],
  ['a word that only begins like the placeholder', '/v1/chat/completions', { authorization: 'Bearer semcache2' }],
])('a client that brings %s keeps it', (_what, url, sent) => {
  expect(inject(url, sent)).toEqual(sent);
});

test('a client that brings a key in the query keeps it', () => {
  expect(inject('/gemini/v1beta/models/gemini-3:generateContent?key=own')).toEqual({});
});

test('nothing is added for an upstream at another address', () => {
  expect(inject('/v1/chat/completions', {}, keysFor('https://elsewhere.example'))).toEqual({});
});
