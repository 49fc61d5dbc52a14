import { GoogleGenAI } from '@google/genai';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../../src-core/contracts/settings.ts';
import { routeRequest } from '../../../../src-core/providers/route.ts';
import { credentialHash, identityQuery } from '../../../../src-core/request/credential.ts';

interface Sent {
  url: URL;
  headers: Headers;
}

/** What @google/genai 3.3.0 would send, and where it would go from here. */
async function routed(call: (client: GoogleGenAI) => Promise<unknown>, httpOptions: object = {}): Promise<string[]> {
  const sent: Sent[] = [];
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    sent.push({ url: new URL(url), headers: new Headers(init.headers) });
    return Promise.resolve(Response.json({}));
  };
  await call(new GoogleGenAI({ apiKey: 'AIza-test', httpOptions: { ...httpOptions, fetch } as object }));
  const { url, headers } = sent[0]!;
  expect(url.origin).toBe('http://127.0.0.1:8080');
  const { upstreamName, origin, path, query, dialect } = routeRequest(
    { target: `${url.pathname}${url.search}`, host: url.host, header: (name) => headers.get(name) ?? undefined },
    defaultSettings,
  );
  return [upstreamName, `${origin}${path}${query}`, dialect?.id ?? 'none'];
}

const google = 'https://generativelanguage.googleapis.com';
const model = 'gemini-2.5-flash';
const contents = 'What is a cache?';
const ask = (client: GoogleGenAI): Promise<unknown> => client.models.generateContent({ model, contents });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('where calls of Google’s SDK go', () => {
  const baseUrl = 'http://127.0.0.1:8080';

  it('by its default version, v1, with the address alone', async () => {
    expect(await routed(ask, { baseUrl })).toEqual([
      'gemini',
      `${google}/v1/models/${model}:generateContent`,
      'gemini',
    ]);
  });

  it('by the environment', async () => {
    vi.stubEnv('GOOGLE_GEMINI_BASE_URL', baseUrl);
    vi.stubEnv('GOOGLE_GENAI_API_VERSION', 'v1beta');
    expect(await routed(ask)).toEqual(['gemini', `${google}/v1beta/models/${model}:generateContent`, 'gemini']);
  });

  it.each([`${baseUrl}/gemini`, `${baseUrl}/gemini/`, `${baseUrl}/p/evals/gemini`])('below %s', async (prefixed) => {
    const options = { baseUrl: prefixed, apiVersion: 'v1alpha' };
    expect(await routed(ask, options)).toEqual([
      'gemini',
      `${google}/v1alpha/models/${model}:generateContent`,
      'gemini',
    ]);
  });

  it.each<[string, (client: GoogleGenAI) => Promise<unknown>, string, string]>([
    [
      'a stream',
      (client) => client.models.generateContentStream({ model, contents }),
      `/v1/models/${model}:streamGenerateContent?alt=sse`,
      'gemini',
    ],
    [
      'a tuned model',
      (client) => client.models.generateContent({ model: 'tunedModels/mine', contents }),
      '/v1/tunedModels/mine:generateContent',
      'gemini',
    ],
    [
      'embeddings',
      (client) => client.models.embedContent({ model: 'gemini-embedding-001', contents }),
      '/v1/models/gemini-embedding-001:batchEmbedContents',
      'gemini-embed',
    ],
    [
      'a count',
      (client) => client.models.countTokens({ model, contents }),
      `/v1/models/${model}:countTokens`,
      'gemini-count-tokens',
    ],
    ['a model', (client) => client.models.get({ model }), `/v1/models/${model}`, 'none'],
    ['the list of models', (client) => client.models.list(), '/v1/models', 'none'],
  ])('%s', async (_name, call, path, dialect) => {
    const [upstream, url, found] = await routed(call, { baseUrl });
    expect([upstream, url?.split('?pageSize')[0], found]).toEqual(['gemini', `${google}${path}`, dialect]);
  });

  it.each([
    ['/v1beta/models?key=AIza', 'none'],
    ['/v1/models?pageSize=1&key=AIza', 'none'],
    ['/v1/models/gemini-2.5-flash?key=AIza', 'none'],
    ['/v1beta/interactions', 'none'],
    ['/upload/v1beta/files', 'none'],
    ['/v1beta/models/imagen-4:predict', 'none'],
    ['/v1beta/openai/chat/completions', 'openai-chat'],
    ['/v1beta/openai/embeddings', 'embeddings'],
  ])('%s is Gemini’s even without its header', (target, dialect) => {
    const route = routeRequest({ target, host: '127.0.0.1:8080', header: () => undefined }, defaultSettings);
    expect([route.upstreamName, route.dialect?.id ?? 'none']).toEqual(['gemini', dialect]);
  });
});

describe('a key of Google’s', () => {
  const salt = Buffer.from('salt');
  const byHeader = (key: string) => (name: string) => (name === 'x-goog-api-key' ? key : undefined);
  const none = (): undefined => undefined;

  it('is the same credential in header and query, and no other key’s', () => {
    const inHeader = credentialHash(byHeader('AIza-1'), '', salt);
    expect(credentialHash(none, '?key=AIza-1', salt)).toBe(inHeader);
    expect(credentialHash(none, '?alt=sse&k%65y=AIza-1', salt)).toBe(inHeader);
    const others = [
      credentialHash(none, '?key=AIza-2', salt),
      credentialHash(none, '?key=AIza-1&key=AIza-2', salt),
      credentialHash(byHeader('AIza-1'), '?key=AIza-2', salt),
      credentialHash(none, '?access_token=AIza-1', salt),
      credentialHash(none, '?key=', salt),
      credentialHash(none, '', salt),
    ];
    expect(new Set([inHeader, ...others]).size).toBe(others.length);
    expect(others.slice(-2)).toEqual(['none', 'none']);
  });

  it('is no part of the identity’s query, however it is spelled', () => {
    expect(identityQuery('?key=AIza-1&alt=sse&k%65y=AIza-1&access_token=ya29&fields=candidates')).toBe(
      'fields=candidates',
    );
  });
});
