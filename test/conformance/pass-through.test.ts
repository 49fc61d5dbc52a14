import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { rawRequest } from '../support/raw-http.ts';
import { startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

/** Calls that the proxy forwards and never answers itself: method, path on the proxy, path at the provider. */
const calls: [string, string, string][] = [
  ['GET', '/v1/models', '/v1/models'],
  ['GET', '/v1/models/gpt-4o', '/v1/models/gpt-4o'],
  ['POST', '/v1/moderations', '/v1/moderations'],
  ['POST', '/v1/images/generations', '/v1/images/generations'],
  ['POST', '/v1/audio/speech', '/v1/audio/speech'],
  ['POST', '/v1/audio/transcriptions', '/v1/audio/transcriptions'],
  ['POST', '/v1/files', '/v1/files'],
  ['POST', '/v1/batches', '/v1/batches'],
  ['POST', '/v1/conversations', '/v1/conversations'],
  ['POST', '/v1/realtime/sessions', '/v1/realtime/sessions'],
  ['GET', '/v1/chat/completions/chatcmpl-1', '/v1/chat/completions/chatcmpl-1'],
  ['DELETE', '/v1/chat/completions/chatcmpl-1', '/v1/chat/completions/chatcmpl-1'],
  ['GET', '/deepseek/user/balance', '/user/balance'],
  ['GET', '/groq/openai/v1/models', '/openai/v1/models'],
  ['POST', '/groq/openai/v1/audio/transcriptions', '/openai/v1/audio/transcriptions'],
  ['POST', '/together/v1/rerank', '/v1/rerank'],
  ['POST', '/together/v1/images/generations', '/v1/images/generations'],
  ['POST', '/mistral/v1/agents/completions', '/v1/agents/completions'],
  ['POST', '/mistral/v1/conversations', '/v1/conversations'],
  ['POST', '/mistral/v1/ocr', '/v1/ocr'],
  ['POST', '/mistral/v1/audio/transcriptions', '/v1/audio/transcriptions'],
  ['GET', '/openrouter/v1/generation?id=gen-1', '/api/v1/generation?id=gen-1'],
  ['GET', '/xai/v1/chat/deferred-completion/1', '/v1/chat/deferred-completion/1'],
  ['POST', '/gemini/v1beta/models/m:predict', '/v1beta/models/m:predict'],
  ['POST', '/gemini/v1beta/models/m:streamGenerateContent', '/v1beta/models/m:streamGenerateContent'],
  ['POST', '/gemini/v1beta/interactions', '/v1beta/interactions'],
  ['POST', '/gemini/v1beta/cachedContents', '/v1beta/cachedContents'],
  ['POST', '/cohere/v1/chat', '/v1/chat'],
  ['POST', '/cohere/v1/tokenize', '/v1/tokenize'],
  ['POST', '/lmstudio/api/v1/chat', '/api/v1/chat'],
  ['GET', '/lmstudio/api/v0/models', '/api/v0/models'],
  ['GET', '/ollama/api/tags', '/api/tags'],
  ['POST', '/ollama/api/pull', '/api/pull'],
  ['POST', '/anthropic/v1/messages/batches', '/v1/messages/batches'],
];

describe('calls that pass through', () => {
  let core: RunningCore;
  let upstream: ScriptedUpstream;
  beforeAll(async () => {
    upstream = await startUpstream((request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'x-request-id': 'req_1' });
      response.end(Buffer.concat([Buffer.from([0, 255]), request.body]));
    });
    core = await runCore();
  });
  afterAll(async () => {
    await core.stop();
    await upstream.close();
  });

  test.each(calls)('%s %s', async (method, path, upstreamPath) => {
    const before = upstream.seen.length;
    const body = method === 'POST' ? Buffer.from('{"model": "m",\n "x": [1.0]}') : Buffer.alloc(0);
    for (let count = 0; count < 2; count += 1) {
      const response = await rawRequest(`${core.url}${path}`, {
        method,
        headers: { 'x-llm-proxy-host': upstream.url, 'content-type': 'application/json', authorization: 'Bearer k' },
        ...(method === 'POST' ? { body } : {}),
      });
      expect(response.headers).toMatchObject({ 'x-cache-status': 'bypass', 'x-request-id': 'req_1' });
      expect(response.body.equals(Buffer.concat([Buffer.from([0, 255]), body]))).toBe(true);
    }
    expect(upstream.seen.slice(before).map((seen) => [seen.method, seen.url])).toEqual([
      [method, upstreamPath],
      [method, upstreamPath],
    ]);
  });
});
