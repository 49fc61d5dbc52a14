import { describe, expect, test } from 'vitest';
import { SemcacheError } from '../../../src-core/contracts/errors.ts';
import { defaultSettings, mergeSettings, type SettingsFile } from '../../../src-core/contracts/settings.ts';
import { routeRequest } from '../../../src-core/providers/route.ts';

function route(target: string, headers: Record<string, string> = {}, file: SettingsFile = {}): string[] {
  const routed = routeRequest(
    { target, host: headers['host'] ?? '127.0.0.1:8080', header: (name) => headers[name] },
    mergeSettings(defaultSettings, file),
  );
  return [
    routed.project,
    routed.upstreamName,
    `${routed.origin}${routed.path}${routed.query}`,
    routed.dialect?.id ?? 'none',
  ];
}

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof SemcacheError) return error.code;
    throw error;
  }
  return 'no error';
};

describe('upstream by path', () => {
  test.each([
    // What SDKs send when their base is our address with or without /v1 (providers' SDKs of November 2026).
    ['/v1/chat/completions', 'openai', 'https://api.openai.com/v1/chat/completions', 'openai-chat'],
    ['/chat/completions', 'openai', 'https://api.openai.com/v1/chat/completions', 'openai-chat'],
    ['//v1//v1/chat/completions', 'openai', 'https://api.openai.com/v1/chat/completions', 'openai-chat'],
    ['/v1/completions', 'openai', 'https://api.openai.com/v1/completions', 'completions'],
    ['/embeddings', 'openai', 'https://api.openai.com/v1/embeddings', 'embeddings'],
    ['/v1/models?limit=2', 'openai', 'https://api.openai.com/v1/models?limit=2', 'none'],
    ['/', 'openai', 'https://api.openai.com/v1/', 'none'],
    ['/openai/v1/chat/completions', 'openai', 'https://api.openai.com/v1/chat/completions', 'openai-chat'],
    ['/deepseek/chat/completions', 'deepseek', 'https://api.deepseek.com/chat/completions', 'openai-chat'],
    ['/deepseek/v1/chat/completions', 'deepseek', 'https://api.deepseek.com/v1/chat/completions', 'openai-chat'],
    ['/deepseek/beta/completions', 'deepseek', 'https://api.deepseek.com/beta/completions', 'completions'],
    ['/groq/openai/v1/chat/completions', 'groq', 'https://api.groq.com/openai/v1/chat/completions', 'openai-chat'],
    ['/groq/v1/chat/completions', 'groq', 'https://api.groq.com/openai/v1/chat/completions', 'openai-chat'],
    ['/groq/chat/completions', 'groq', 'https://api.groq.com/openai/v1/chat/completions', 'openai-chat'],
    ['/together/v1/completions', 'together', 'https://api.together.ai/v1/completions', 'completions'],
    ['/lmstudio/v1/embeddings', 'lmstudio', 'http://localhost:1234/v1/embeddings', 'embeddings'],
    ['/lmstudio/api/v0/chat/completions', 'lmstudio', 'http://localhost:1234/api/v0/chat/completions', 'none'],
    ['/ollama/v1/chat/completions', 'ollama', 'http://127.0.0.1:11434/v1/chat/completions', 'openai-chat'],
    ['/ollama/api/embeddings', 'ollama', 'http://127.0.0.1:11434/api/embeddings', 'ollama-embed'],
    ['/ollama/api/embed', 'ollama', 'http://127.0.0.1:11434/api/embed', 'ollama-embed'],
    ['/ollama/api/chat', 'ollama', 'http://127.0.0.1:11434/api/chat', 'ollama-chat'],
    ['/api/chat', 'ollama', 'http://127.0.0.1:11434/api/chat', 'ollama-chat'],
    ['/api/generate', 'ollama', 'http://127.0.0.1:11434/api/generate', 'ollama-generate'],
    ['/api/pull', 'ollama', 'http://127.0.0.1:11434/api/pull', 'none'],
    ['/api/tags', 'ollama', 'http://127.0.0.1:11434/api/tags', 'none'],
    ['/ollama/', 'ollama', 'http://127.0.0.1:11434/', 'none'],
    ['/ollama', 'ollama', 'http://127.0.0.1:11434/', 'none'],
    ['/ollama/v1/models', 'ollama', 'http://127.0.0.1:11434/v1/models', 'none'],
    ['/lmstudio/api/v1/chat', 'lmstudio', 'http://localhost:1234/api/v1/chat', 'none'],
    ['/replicate/v1/predictions', 'replicate', 'https://api.replicate.com/v1/predictions', 'replicate'],
    ['/replicate/predictions', 'replicate', 'https://api.replicate.com/v1/predictions', 'replicate'],
    [
      '/replicate/v1/predictions/abc/cancel',
      'replicate',
      'https://api.replicate.com/v1/predictions/abc/cancel',
      'none',
    ],
    [
      '/replicate/v1/models/meta/llama-3/predictions',
      'replicate',
      'https://api.replicate.com/v1/models/meta/llama-3/predictions',
      'replicate',
    ],
    [
      '/replicate/deployments/acme/mine/predictions',
      'replicate',
      'https://api.replicate.com/v1/deployments/acme/mine/predictions',
      'replicate',
    ],
    ['/openrouter/chat/completions', 'openrouter', 'https://openrouter.ai/api/v1/chat/completions', 'openai-chat'],
    [
      '/openrouter/api/v1/chat/completions',
      'openrouter',
      'https://openrouter.ai/api/v1/chat/completions',
      'openai-chat',
    ],
    ['/mistral/v1/fim/completions', 'mistral', 'https://api.mistral.ai/v1/fim/completions', 'mistral-fim'],
    ['/xai/v1/chat/completions', 'xai', 'https://api.x.ai/v1/chat/completions', 'openai-chat'],
    [
      '/gemini/v1beta/openai/chat/completions',
      'gemini',
      'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions',
      'openai-chat',
    ],
    [
      '/azure/my-res/openai/deployments/d/chat/completions?api-version=1',
      'azure',
      'https://my-res.openai.azure.com/openai/deployments/d/chat/completions?api-version=1',
      'openai-chat',
    ],
  ])('%s', (target, upstream, url, dialect) => {
    expect(route(target)).toEqual(['default', upstream, url, dialect]);
  });

  test.each([
    ['/v1/messages', {}, 'https://api.anthropic.com/v1/messages'],
    ['/messages', { 'anthropic-version': '2023-06-01' }, 'https://api.anthropic.com/v1/messages'],
    ['/v1/models', { 'anthropic-version': '2023-06-01' }, 'https://api.anthropic.com/v1/models'],
    [
      '/v1beta/models/gemini-x:generateContent',
      {},
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-x:generateContent',
    ],
    ['/v1/models', { 'x-goog-api-key': 'k' }, 'https://generativelanguage.googleapis.com/v1/models'],
    ['/api/chat', {}, 'http://127.0.0.1:11434/api/chat'],
    ['/v2/chat', {}, 'https://api.cohere.com/v2/chat'],
  ])('%s with %j is recognised', (target, headers, url) => {
    expect(route(target, headers)[2]).toBe(url);
  });

  test('a project comes before everything else', () => {
    expect(route('/p/my-eval/groq/chat/completions')).toEqual([
      'my-eval',
      'groq',
      'https://api.groq.com/openai/v1/chat/completions',
      'openai-chat',
    ]);
    expect(code(() => route('/p/a%20b/v1/models'))).toBe('project_invalid');
    expect(code(() => route('/p//v1/models'))).toBe('no error');
  });

  test('an address of a forward proxy request counts by its path', () => {
    expect(route('http://api.openai.com/v1/models', { host: 'api.openai.com' })[2]).toBe(
      'https://api.openai.com/v1/models',
    );
  });
});

describe('upstream by header', () => {
  test('X-LLM-Proxy-Upstream is exact; a bare origin takes our path; queries are joined', () => {
    const explicit = (url: string, target: string): string[] => route(target, { 'x-llm-proxy-upstream': url });
    expect(explicit('https://api.openai.com/v1/chat/completions', '/chat/completions')).toEqual([
      'default',
      'openai',
      'https://api.openai.com/v1/chat/completions',
      'openai-chat',
    ]);
    expect(explicit('http://gpu.local:9000', '/v1/chat/completions?x=1')).toEqual([
      'default',
      'gpu.local:9000',
      'http://gpu.local:9000/v1/chat/completions?x=1',
      'openai-chat',
    ]);
    expect(explicit('https://h.example/deploy/chat/completions?api-version=3', '/any?a=b')[2]).toBe(
      'https://h.example/deploy/chat/completions?api-version=3&a=b',
    );
    expect(explicit('https://h.example/other', '/v1/chat/completions')[3]).toBe('openai-chat');
  });

  test.each(['', 'api.openai.com/v1', 'ftp://x/y', 'https://user:secret@x/y', 'https://'])(
    '%j is no upstream',
    (url) => {
      expect(code(() => route('/v1/models', { 'x-llm-proxy-upstream': url }))).toBe('upstream_header_invalid');
    },
  );

  test('X-LLM-Proxy-Host replaces scheme and host, for known providers, own upstreams and this machine', () => {
    const host = (name: string, file: SettingsFile = {}): string[] =>
      route('/v1/chat/completions?x=1', { 'x-llm-proxy-host': name }, file);
    expect(host('https://api.deepseek.com').slice(1, 3)).toEqual([
      'deepseek',
      'https://api.deepseek.com/v1/chat/completions?x=1',
    ]);
    expect(host('api.groq.com')[2]).toBe('https://api.groq.com/v1/chat/completions?x=1');
    expect(host('http://localhost:4000')[2]).toBe('http://localhost:4000/v1/chat/completions?x=1');
    expect(host('https://gate.example', { upstreams: [{ name: 'gate', baseUrl: 'https://gate.example/v1' }] })[2]).toBe(
      'https://gate.example/v1/chat/completions?x=1',
    );
    expect(code(() => host('https://evil.example'))).toBe('host_not_allowed');
    expect(code(() => host('https://'))).toBe('upstream_header_invalid');
  });

  test('a provider as Host names the upstream and nothing else', () => {
    expect(route('/chat/completions', { host: 'api.deepseek.com' }).slice(1, 3)).toEqual([
      'deepseek',
      'https://api.deepseek.com/chat/completions',
    ]);
    expect(route('/openai/deployments/d/embeddings', { host: 'res.services.ai.azure.com' })[2]).toBe(
      'https://res.services.ai.azure.com/openai/deployments/d/embeddings',
    );
    expect(route('/groq/chat/completions', { host: 'api.deepseek.com' })[1]).toBe('groq');
  });
});

describe('upstreams of the owner', () => {
  const file: SettingsFile = {
    proxy: { defaultUpstream: 'gate' },
    upstreams: [
      { name: 'gate', baseUrl: 'https://gate.example/llm/v1' },
      { name: 'plain', baseUrl: 'http://127.0.0.1:9000' },
      { name: 'deep', baseUrl: 'http://127.0.0.1:9000/a/b/' },
    ],
  };

  test.each([
    ['/v1/chat/completions', 'https://gate.example/llm/v1/chat/completions'],
    ['/u/gate/chat/completions', 'https://gate.example/llm/v1/chat/completions'],
    ['/u/gate/llm/v1/chat/completions', 'https://gate.example/llm/v1/chat/completions'],
    ['/u/plain/v1/chat/completions', 'http://127.0.0.1:9000/v1/chat/completions'],
    ['/u/plain/chat/completions', 'http://127.0.0.1:9000/chat/completions'],
    ['/u/deep/chat/completions', 'http://127.0.0.1:9000/a/b/chat/completions'],
    ['/u/plain', 'http://127.0.0.1:9000/'],
  ])('%s', (target, url) => {
    expect(route(target, {}, file)[2]).toBe(url);
  });

  test('unknown names are said, not guessed', () => {
    expect(code(() => route('/u/nobody/v1/models'))).toBe('upstream_unknown');
    expect(code(() => route('/azure/bad_name/openai/x'))).toBe('upstream_unknown');
    expect(code(() => route('/v1/models', {}, { proxy: { defaultUpstream: 'gone' } }))).toBe('upstream_unknown');
  });
});
