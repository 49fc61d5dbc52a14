import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');

describe('answers by meaning, with the shipped models', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  const settings = () => ({
    matching: { level: 'balanced' as const },
    proxy: { defaultUpstream: 'here' },
    upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
  });
  const ask = (
    text: string,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<RawResponse> =>
    postJson(
      `${semcache.url}/v1/chat/completions`,
      {
        model: 'gpt-test',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: text },
        ],
        ...more,
      },
      headers,
    );
  /** Asks once, and waits until the entry can be found by meaning. */
  const store = async (text: string): Promise<string> => {
    const answer = await ask(text);
    await semcache.core.settled();
    return answer.body.toString();
  };

  beforeAll(async () => {
    let serial = 0;
    upstream = await startUpstream((request, response) => {
      const body = JSON.parse(request.body.toString()) as { tools?: unknown };
      serial += 1;
      if (body.tools === undefined) sendJson(response, chatCompletion(`answer ${serial}`));
      else {
        const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
        sendJson(
          response,
          chatCompletion('', {
            choices: [
              {
                index: 0,
                message: { role: 'assistant', content: null, tool_calls: [call] },
                finish_reason: 'tool_calls',
              },
            ],
          }),
        );
      }
    });
    semcache = await runCore(settings(), { modelsDir });
    await semcache.core.settled();
  });

  afterAll(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('a paraphrase is served with similarity, confidence and an explanation; JSON and stream alike', async () => {
    const stored = await store('How do I reset my password?');
    const hit = await ask('How can I reset my password?');
    expect(hit.body.toString()).toBe(stored);
    expect(hit.headers).toMatchObject({ 'x-cache-match': 'semantic', 'x-cache-reason': 'semantic_match' });
    expect(Number(hit.headers['x-cache-similarity'])).toBeGreaterThan(0.9);
    expect(Number(hit.headers['x-cache-confidence'])).toBeGreaterThanOrEqual(0.97);
    const detail = await semcache.ask('traffic.get', { id: String(hit.headers['x-semcache-request']) });
    expect(detail.semantic).toMatchObject({
      target: 0.97,
      obstacle: null,
      candidates: [{ entryId: String(hit.headers['x-semcache-entry']), reason: 'served' }],
    });

    const client = new OpenAI({
      baseURL: `${semcache.url}/v1`,
      apiKey: 'none',
      maxRetries: 0,
      defaultHeaders: { authorization: null },
    });
    const streamed = await client.chat.completions
      .stream({
        model: 'gpt-test',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'How can I reset my password?' },
        ],
      })
      .finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe(
      (JSON.parse(stored) as OpenAI.ChatCompletion).choices[0]?.message.content,
    );
  });

  test.each([
    ['Convert 10 miles to kilometres.', 'Convert 12 miles to kilometres.', 'guard_veto'],
    ['How do I enable two-factor authentication?', 'How do I disable two-factor authentication?', 'guard_veto'],
    ['Write a haiku about the sea in English.', 'Write a haiku about the sea in French.', 'guard_veto'],
    ['What is the capital of Australia?', 'How do I bake sourdough bread?', 'not_found'],
  ])('“%s” does not answer “%s”', async (first, second, reason) => {
    await store(first);
    const answer = await ask(second);
    expect([answer.headers['x-cache-status'], answer.headers['x-cache-reason']]).toEqual(['miss', reason]);
  });

  test('the same meaning in any neighbouring namespace is not even compared', async () => {
    await store('Which planet is the largest?');
    expect((await ask('Which planet is largest?')).headers['x-cache-match']).toBe('semantic');
    const neighbours: [Record<string, unknown>, Record<string, string>, string?][] = [
      [{ model: 'gpt-other' }, {}],
      [{ temperature: 0.1 }, {}],
      [{ response_format: { type: 'json_object' } }, {}],
      [
        {
          messages: [
            { role: 'system', content: 'Be long.' },
            { role: 'user', content: 'Which planet is the largest one?' },
          ],
        },
        {},
      ],
      [{ messages: [{ role: 'user', content: 'Which planet is the largest one?' }] }, {}],
      [{}, { authorization: 'Bearer sk-other' }],
      [{}, { 'openai-organization': 'org-2' }],
      [{}, { 'x-semcache-namespace': 'other' }],
      [{}, { 'x-llm-proxy-upstream': `${upstream.url}/v2/chat/completions` }],
    ];
    for (const [more, headers] of neighbours) {
      const answer = await ask('Which planet is the largest one?', more, headers);
      const detail = await semcache.ask('traffic.get', { id: String(answer.headers['x-semcache-request']) });
      expect([more, headers, answer.headers['x-cache-status'], detail.semantic?.candidates]).toEqual([
        more,
        headers,
        'miss',
        [],
      ]);
    }
  });

  test('tool calls, seeds, several choices and embeddings are served exactly only', async () => {
    const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
    await ask('Please look up the weather station list.', { tools });
    await store('Name a river in Europe.');
    expect((await ask('Name a river that is in Europe.')).headers['x-cache-match']).toBe('semantic');
    expect((await ask('Please look up the list of weather stations.', { tools })).headers['x-cache-status']).toBe(
      'miss',
    );
    for (const more of [{ seed: 1 }, { n: 2 }, { tool_choice: 'required' }]) {
      await ask('Name a river in Europe.', more);
      expect((await ask('Name a river that is in Europe.', more)).headers['x-cache-match']).toBeUndefined();
    }
  });

  test('a deleted entry answers no wording at once', async () => {
    await store('How do I rename a git branch?');
    const hit = await ask('How can I rename a git branch?');
    await semcache.ask('entries.delete', { ids: [String(hit.headers['x-semcache-entry'])] });
    expect((await ask('How can I rename a git branch?')).headers['x-cache-status']).toBe('miss');
  });

  test('a wrong mark forbids the pair for ever and asks more of the entry; it can be taken back', async () => {
    await store('How do I list all docker containers?');
    const hit = await ask('How can I list all docker containers?');
    expect(hit.headers['x-cache-match']).toBe('semantic');
    const id = String(hit.headers['x-semcache-request']);
    await semcache.ask('feedback.mark', { id, verdict: 'wrong' });
    expect(await semcache.ask('feedback.list', {})).toMatchObject({
      total: 1,
      items: [
        {
          verdict: 'wrong',
          stored: 'How do I list all docker containers?',
          asked: 'How can I list all docker containers?',
          requestId: id,
        },
      ],
    });
    const refetched = await ask('How can I list all docker containers?');
    expect(refetched.headers['x-cache-status']).toBe('miss');
    const detail = await semcache.ask('traffic.get', { id: String(refetched.headers['x-semcache-request']) });
    expect(detail.semantic?.candidates).toMatchObject([
      { reason: 'forbidden', target: expect.closeTo(0.988, 2) as number },
    ]);
    await semcache.ask('entries.delete', { ids: [String(detail.entryId)] });
    await semcache.ask('feedback.mark', { id, verdict: null });
    expect((await ask('How can I list all docker containers?')).headers['x-cache-match']).toBe('semantic');
    await expect(
      semcache.ask('feedback.mark', { id: String(refetched.headers['x-semcache-request']), verdict: 'wrong' }),
    ).rejects.toThrow('conflict');
  });

  test('a wrong mark on an exact hit takes the entry out of the cache', async () => {
    await store('Name the longest river.');
    const hit = await ask('Name the longest river.');
    const marked = await semcache.ask('feedback.mark', {
      id: String(hit.headers['x-semcache-request']),
      verdict: 'wrong',
    });
    expect(marked.undo).not.toBeNull();
    expect((await ask('Name the longest river.')).headers['x-cache-status']).toBe('miss');
  });

  test('after a restart the same paraphrase is served again', async () => {
    await store('What is the boiling point of water?');
    expect((await ask("What's the boiling point of water?")).headers['x-cache-match']).toBe('semantic');
    const { dataDir } = semcache;
    await semcache.core.close({ graceMs: 100 });
    semcache = await runCore(settings(), { modelsDir, dataDir });
    await semcache.core.settled();
    const again = await ask('what is the boiling point of water');
    expect(again.headers['x-cache-match']).toBe('semantic');
  });
});
