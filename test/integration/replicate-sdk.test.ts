import Replicate from 'replicate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import { sendJson, startUpstream, type Script, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const version = '5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa';
const text = ['Because', ' of', ' Łódź 👋🏽.'];

/** replicate 1.4.0 `Prediction`; 201 when it is finished in time and 202 else, as in Replicate's OpenAPI document. */
const prediction = (status: string, output: unknown): object => ({
  id: 'gm3qorzdhgbfurvjtvhg6dckhu',
  model: 'meta/meta-llama-3-8b-instruct',
  version,
  input: { prompt: 'Why?' },
  logs: '',
  output,
  data_removed: false,
  error: null,
  source: 'api',
  status,
  created_at: '2026-09-08T16:19:34.765994Z',
  urls: {
    get: 'https://api.replicate.com/v1/predictions/gm3q',
    cancel: 'https://api.replicate.com/v1/predictions/gm3q/cancel',
  },
});

describe('Replicate’s SDK through the proxy to a scripted upstream', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let script: Script;
  let statuses: (string | null)[];

  const client = (auth = 'r8_one'): Replicate =>
    new Replicate({
      auth,
      baseUrl: `${semcache.url}/replicate/v1`,
      useFileOutput: false,
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        // Keeps the call that the proxy takes for Replicate's at its scripted upstream.
        headers.set('x-llm-proxy-host', upstream.url);
        const response = await fetch(input, { ...init, headers });
        statuses.push(response.headers.get('x-cache-status'));
        return response;
      },
    });
  const finished: Script = (request, response) => {
    if (request.method === 'GET') sendJson(response, prediction('succeeded', text));
    else if (/\bwait\b/.test(String(request.headers['prefer']))) sendJson(response, prediction('succeeded', text), 201);
    else sendJson(response, prediction('starting', null), 201);
  };

  beforeEach(async () => {
    script = finished;
    statuses = [];
    upstream = await startUpstream((request, response, raw) => script(request, response, raw));
    semcache = await runCore({ upstreams: [{ name: 'here', baseUrl: upstream.url }] });
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('run, which waits, gets the same output from the store, for models and versions', async () => {
    for (const ref of ['meta/meta-llama-3-8b-instruct', `meta/meta-llama-3-8b-instruct:${version}`] as const) {
      const run = () => client().run(ref, { input: { prompt: 'Why?' }, wait: { mode: 'block' } });
      expect([await run(), await run()]).toEqual([text, text]);
    }
    expect(statuses).toEqual(['miss', 'hit', 'miss', 'hit']);
    expect(upstream.seen.map(({ url }) => url)).toEqual([
      '/v1/models/meta/meta-llama-3-8b-instruct/predictions',
      '/v1/predictions',
    ]);
  });

  test('a hit is the recorded prediction with its status 201, however long the caller waits', async () => {
    const create = (prefer: string) =>
      postJson(
        `${semcache.url}/replicate/predictions`,
        { version, input: { prompt: 'Why?' } },
        { prefer, 'x-llm-proxy-host': upstream.url },
      );
    const first = await create('wait');
    const second = await create('wait=5');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([first, second].map(({ headers }) => headers['x-cache-status'])).toEqual(['miss', 'hit']);
    expect(second.body.equals(first.body)).toBe(true);
    expect(upstream.seen[0]?.headers['prefer']).toBe('wait');
  });

  test('deployments are cached too, and every token has its own', async () => {
    const create = (auth: string) =>
      client(auth).deployments.predictions.create('acme', 'mine', { input: { prompt: 'Why?' }, wait: true });
    const [first, second] = [await create('r8_one'), await create('r8_one')];
    expect(second).toEqual(first);
    await create('r8_two');
    expect(statuses).toEqual(['miss', 'hit', 'miss']);
    expect(upstream.seen.map(({ url }) => url)).toEqual(Array(2).fill('/v1/deployments/acme/mine/predictions'));
  });

  test('what does not wait passes through, and so do its polls', async () => {
    const run = () =>
      client().run('meta/meta-llama-3-8b-instruct', { input: { prompt: 'Why?' }, wait: { mode: 'poll', interval: 1 } });
    expect([await run(), await run()]).toEqual([text, text]);
    expect(statuses).toEqual(['bypass', 'bypass', 'bypass', 'bypass']);
    expect(upstream.seen.filter(({ method }) => method === 'GET').map(({ url }) => url)).toEqual(
      Array(2).fill('/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu'),
    );
  });

  test.each<[string, unknown, number, string]>([
    ['not finished in time', prediction('processing', null), 202, 'status_not_ok'],
    ['not finished, under 201', prediction('starting', null), 201, 'unnatural_finish'],
    [
      'a file that expires',
      prediction('succeeded', ['https://replicate.delivery/xezq/out-0.webp']),
      201,
      'perishable_answer',
    ],
    ['finished, under another status', prediction('succeeded', text), 200, 'status_not_ok'],
    [
      'refused',
      { title: 'Input validation failed', detail: '- input: prompt is required', status: 422 },
      422,
      'status_not_ok',
    ],
  ])('not stored: %s', async (_name, answer, status, recorded) => {
    script = (_request, response) => sendJson(response, answer, status);
    const create = () =>
      postJson(
        `${semcache.url}/replicate/v1/predictions`,
        { version, input: { prompt: 'Why?' } },
        { prefer: 'wait', 'x-llm-proxy-host': upstream.url },
      );
    const [first, second] = [await create(), await create()];
    for (const each of [first, second]) expect([each.status, each.headers['x-cache-status']]).toEqual([status, 'miss']);
    expect((await semcache.ask('traffic.list', { limit: 1 })).items[0]).toMatchObject({ recorded });
  });

  test('an error of the proxy is raised as an ApiError with its words', async () => {
    script = (_request, _response, raw) => void raw.socket.destroy();
    const run = client().run('meta/meta-llama-3-8b-instruct', { input: { prompt: 'Why?' } });
    await expect(run).rejects.toMatchObject({
      name: 'ApiError',
      message: expect.stringContaining('"title":"upstream_broke"') as string,
    });
  });
});
