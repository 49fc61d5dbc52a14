import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const usage = { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 };
const chat = (content: string, model = 'gpt-4o-mini', more: object = {}): object => ({
  model,
  messages: [{ role: 'user', content }],
  ...more,
});

describe('what hits saved', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  beforeEach(async () => {
    upstream = await startUpstream((request, response) => {
      const { stream } = JSON.parse(request.body.toString()) as { stream?: boolean };
      if (stream === true) void sendSse(response, chatChunks(['The answer ', 'is four.']));
      else sendJson(response, chatCompletion('four', { usage }));
    });
    semcache = await runCore({
      proxy: { defaultUpstream: 'gateway' },
      upstreams: [{ name: 'gateway', baseUrl: `${upstream.url}/v1` }],
    });
  });
  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  /** The provider's name without its network: the upstream is told to be somebody else by a header of the original. */
  const ask = (body: object, path = '/v1/chat/completions'): Promise<RawResponse> =>
    postJson(`${semcache.url}${path}`, body, { authorization: 'Bearer sk-one' });
  const twice = async (...args: Parameters<typeof ask>): Promise<void> => {
    await ask(...args);
    await ask(...args);
  };

  test('nothing was saved before the first hit', async () => {
    await ask(chat('two and two?'));
    const savings = await semcache.ask('savings.get', {});
    expect(savings).toMatchObject({ total: { requests: 0, dollars: 0 }, byDay: [], prices: [] });
  });

  test('tokens as reported, by project, model and day; models on this machine cost nothing', async () => {
    await twice(chat('two and two?'));
    await ask(chat('two and two?'));
    await twice(chat('three and one?', 'llama'), '/p/shop/v1/chat/completions');
    const savings = await semcache.ask('savings.get', {});
    expect(savings.total).toMatchObject({
      requests: 3,
      inputTokens: 3000,
      outputTokens: 600,
      estimatedTokens: 0,
      dollars: 0,
      uncounted: 0,
    });
    expect(savings.byProject.map(({ name, requests }) => [name, requests])).toEqual([
      ['default', 2],
      ['shop', 1],
    ]);
    expect(savings.byModel.map(({ name, inputTokens }) => [name, inputTokens])).toEqual([
      ['gpt-4o-mini', 2000],
      ['llama', 1000],
    ]);
    expect(savings.byUpstream.map(({ name }) => name)).toEqual(['gateway']);
    expect(savings.byDay).toHaveLength(1);
    expect(savings.days.map(({ day, project, model, requests }) => [day, project, model, requests])).toEqual([
      [savings.byDay[0]?.name, 'default', 'gpt-4o-mini', 2],
      [savings.byDay[0]?.name, 'shop', 'llama', 1],
    ]);
    expect(savings.prices.map(({ source }) => source)).toEqual(['local', 'local']);
    expect(savings.sources).toContain('Models on this machine cost nothing per token.');
  });

  test('the owner’s price counts, by pattern, and says so', async () => {
    await semcache.ask('settings.set', {
      patch: {
        savings: { prices: [{ upstream: 'gateway', model: 'gpt-*', inputPerMillion: 10, outputPerMillion: 50 }] },
      },
    });
    await twice(chat('two and two?'));
    const savings = await semcache.ask('savings.get', {});
    expect(savings.total.dollars).toBeCloseTo((1000 * 10 + 200 * 50) / 1e6, 12);
    expect(savings.prices).toMatchObject([{ source: 'own', detail: 'your price for gpt-*', inputPerMillion: 10 }]);
  });

  test('an answer without usage is counted with a tokenizer and marked as estimated', async () => {
    await twice(chat('How much is two and two?', 'gpt-4o-mini', { stream: true }));
    const savings = await semcache.ask('savings.get', {});
    // o200k_base: "How much is two and two?" is 7 tokens, "The answer is four." 5.
    expect(savings.total).toMatchObject({
      requests: 1,
      inputTokens: 7,
      outputTokens: 5,
      estimatedTokens: 12,
      uncounted: 0,
    });
    expect(savings.sources).toContain(
      '100 % of the tokens were not reported and are estimated with the o200k tokenizer.',
    );
  });

  test('a span leaves out what was before and after it', async () => {
    await twice(chat('two and two?'));
    const now = semcache.clock.now();
    expect((await semcache.ask('savings.get', { from: now - 10, to: now })).total.requests).toBe(0);
    expect((await semcache.ask('savings.get', { from: now, to: now + 1 })).total.requests).toBe(1);
  });
});
