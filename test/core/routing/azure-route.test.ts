import { describe, expect, test } from 'vitest';
import { SemcacheError } from '../../../src-core/contracts/errors.ts';
import { defaultSettings } from '../../../src-core/contracts/settings.ts';
import { routeRequest, type Route } from '../../../src-core/providers/route.ts';

const route = (target: string, host = '127.0.0.1:8080'): Route =>
  routeRequest({ target, host, header: () => undefined }, defaultSettings);

describe('Azure by prefix', () => {
  test.each([
    // AzureOpenAI (openai 7.57.0) with AZURE_OPENAI_ENDPOINT=http://…/azure/my-res
    ['/my-res/openai/deployments/gpt/chat/completions?api-version=2024-10-21', 'my-res.openai', 'openai-chat'],
    ['/my-res/openai/deployments/gpt/completions?api-version=2024-10-21', 'my-res.openai', 'completions'],
    ['/my-res/openai/deployments/emb/embeddings?api-version=2024-10-21', 'my-res.openai', 'embeddings'],
    ['/my-res/openai/responses?api-version=2025-04-01-preview', 'my-res.openai', 'openai-responses'],
    // OpenAI and @ai-sdk/azure 4.0.85 with a base of http://…/azure/my-res/openai/v1
    ['/my-res/openai/v1/chat/completions', 'my-res.openai', 'openai-chat'],
    ['/my-res/openai/v1/responses', 'my-res.openai', 'openai-responses'],
    // Hosts of other kinds of resources, named whole.
    ['/my-res.openai.azure.com/openai/v1/responses', 'my-res.openai', 'openai-responses'],
    ['/My-Res.Services.AI.Azure.com/openai/v1/responses', 'my-res.services.ai', 'openai-responses'],
    ['/my-res.services.ai.azure.com/models/chat/completions?api-version=1', 'my-res.services.ai', 'openai-chat'],
    ['/my-res.services.ai.azure.com/api/projects/p/openai/v1/responses', 'my-res.services.ai', 'openai-responses'],
    [
      '/eu.cognitiveservices.azure.com/openai/deployments/d/embeddings?api-version=1',
      'eu.cognitiveservices',
      'embeddings',
    ],
  ])('/azure%s', (target, name, dialect) => {
    const routed = route(`/azure${target}`);
    expect([routed.upstreamName, routed.vendor, routed.dialect?.id]).toEqual(['azure', 'azure', dialect]);
    const rest = target.slice(target.indexOf('/', 1));
    expect(`${routed.origin}${routed.path}${routed.query}`).toBe(`https://${name}.azure.com${rest}`);
  });

  test.each([
    'evil.example',
    'my-res.openai.azure.com.evil.example',
    'evil.example%2F.openai.azure.com',
    'a@my-res.openai.azure.com',
    'my-res.openai.azure.com:8443',
    '.openai.azure.com',
    'deep.sub.openai.azure.com',
    'bad_name',
    // What is left of an address whose resource was forgotten.
    '',
  ])('%j is no resource', (name) => {
    let thrown: unknown;
    try {
      route(`/azure/${name}/openai/v1/responses`);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SemcacheError);
    expect((thrown as SemcacheError).code).toBe('upstream_unknown');
  });

  test('its own paths behind its own Host are not OpenAI’s prefix', () => {
    const { origin, path, dialect } = route('/openai/responses?api-version=1', 'my-res.openai.azure.com');
    expect([`${origin}${path}`, dialect?.id]).toEqual([
      'https://my-res.openai.azure.com/openai/responses',
      'openai-responses',
    ]);
  });
});
