import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Difference } from '../../src-core/contracts/differences.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const system = 'You are a careful assistant. Answer in one short sentence, and never guess.';
const weather = { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: {} } } };
const chat = {
  model: 'gpt-test',
  temperature: 0.2,
  messages: [
    { role: 'system', content: system },
    { role: 'user', content: 'How many planets orbit the sun within 10 astronomical units?' },
  ],
};
type Chat = typeof chat & Record<string, unknown>;

describe('why a request missed', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let finish = 'stop';

  beforeEach(async () => {
    finish = 'stop';
    upstream = await startUpstream((_, response) =>
      sendJson(
        response,
        chatCompletion('six', {
          choices: [{ index: 0, message: { role: 'assistant', content: 'six' }, finish_reason: finish }],
        }),
      ),
    );
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
  });
  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  const ask = async (body: object, headers: Record<string, string> = {}, path = '/v1/chat/completions') => {
    const answer = await postJson(`${semcache.url}${path}`, body, { authorization: 'Bearer sk-one', ...headers });
    return semcache.ask('traffic.get', { id: String(answer.headers['x-semcache-request']) });
  };
  const differences = async (...args: Parameters<typeof ask>): Promise<Difference[] | undefined> => {
    const request = await ask(...args);
    expect(request.cacheStatus).toBe('miss');
    return request.nearest?.differences;
  };
  const withText = (content: string): Chat => ({ ...chat, messages: [chat.messages[0]!, { role: 'user', content }] });
  const plain = { stored: null, asked: null, changes: null };

  test('the first request of all has nothing near it', async () => {
    expect(await differences(chat)).toBeUndefined();
  });

  test.each<[string, object, Record<string, string>, string, Partial<Difference>]>([
    [
      'a parameter',
      { ...chat, temperature: 0.7 },
      {},
      '',
      { kind: 'parameter', name: 'temperature', stored: '0.2', asked: '0.7' },
    ],
    [
      'a parameter that was added',
      { ...chat, top_p: 0.5 },
      {},
      '',
      { kind: 'parameter', name: 'top_p', stored: null, asked: '0.5' },
    ],
    [
      'the model',
      { ...chat, model: 'gpt-other' },
      {},
      '',
      { kind: 'model', name: 'model', stored: 'gpt-test', asked: 'gpt-other' },
    ],
    ['a tool', { ...chat, tools: [weather] }, {}, '', { kind: 'tool', name: 'get_weather', stored: null }],
    [
      'the credential',
      chat,
      { authorization: 'Bearer sk-two' },
      '',
      { kind: 'credential', name: 'credential', ...plain },
    ],
    ['the project', chat, {}, '/p/shop', { kind: 'project', name: 'project', stored: 'default', asked: 'shop' }],
    [
      'a beta header',
      chat,
      { 'openai-beta': 'x=1' },
      '',
      { kind: 'version', name: 'openai-beta', stored: null, asked: 'x=1' },
    ],
  ])('%s differs', async (_, body, headers, prefix, expected) => {
    const first = await ask(chat);
    const request = await ask(body, headers, `${prefix}/v1/chat/completions`);
    expect(request.nearest).toMatchObject({ entryId: first.entryId, promptPreview: chat.messages[1]!.content });
    expect(request.nearest?.differences).toEqual([expect.objectContaining(expected)]);
  });

  test('a word of the system prompt differs', async () => {
    await ask(chat);
    const messages = [{ role: 'system', content: system.replace('short', 'long') }, chat.messages[1]!];
    expect(await differences({ ...chat, messages })).toEqual([
      expect.objectContaining({
        kind: 'system',
        changes: [
          { op: 'same', text: 'You are a careful assistant. Answer in one ' },
          { op: 'stored', text: 'short' },
          { op: 'asked', text: 'long' },
          { op: 'same', text: ' sentence, and never guess.' },
        ],
      }),
    ]);
  });

  test('a number in the last text differs, and the nearer of two entries is told', async () => {
    await ask(withText('How many moons orbit Jupiter, counted as of the year 2020?'));
    const near = await ask(chat);
    const request = await ask(withText('How many planets orbit the sun within 12 astronomical units?'));
    expect(request.nearest?.entryId).toBe(near.entryId);
    expect(request.nearest?.differences).toMatchObject([
      {
        kind: 'text',
        name: 'last user text',
        changes: expect.arrayContaining([
          { op: 'stored', text: '10' },
          { op: 'asked', text: '12' },
        ]),
      },
    ]);
    const explained = await semcache.ask('explain.request', { id: request.id });
    expect(explained.lines.join('\n')).toContain('within [-10-]{+12+} astronomical units?');
  });

  test('the stored answer expired', async () => {
    const first = await ask(chat);
    semcache.clock.advance(40 * 24 * 3600_000);
    const request = await ask(chat);
    expect(request.nearest).toMatchObject({ entryId: first.entryId, differences: [{ kind: 'expired' }] });
  });

  test('the same answer came before but could not be stored', async () => {
    finish = 'content_filter';
    await ask(chat);
    const request = await ask(chat);
    expect(request.nearest).toMatchObject({
      entryId: null,
      differences: [{ kind: 'not_stored', name: 'unnatural_finish' }],
    });
  });

  test('no secret of a prompt or a header gets into the explanation', async () => {
    const key = `sk-${'a1B2'.repeat(10)}`;
    await ask({ ...chat, messages: [{ role: 'system', content: `${system} Use ${key}.` }, chat.messages[1]!] });
    const request = await ask({ ...chat, api_hint: `${key}z` }, { authorization: `Bearer ${key}` });
    expect(request.nearest?.differences.length).toBeGreaterThan(1);
    const explained = await semcache.ask('explain.request', { id: request.id });
    expect(JSON.stringify([request.nearest, explained.lines])).not.toContain('a1B2a1B2');
  });
});
