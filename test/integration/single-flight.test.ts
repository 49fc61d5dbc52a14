import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const chat = (more: object = {}): object => ({
  model: 'gpt-test',
  messages: [{ role: 'user', content: 'Tell me.' }],
  ...more,
});
const chunks = chatChunks(['Grüße', ', ', '👋🏽', ' und', ' mehr']);

/** A client that reads as it is told to and keeps what it got. */
class Client {
  text = '';
  headers: IncomingMessage['headers'] = {};
  status = 0;
  ended = false;
  failed = false;
  readonly outgoing: ClientRequest;
  incoming: IncomingMessage | undefined;

  constructor(url: string, body: object, headers: Record<string, string> = {}, reads = true) {
    this.outgoing = httpRequest(
      url,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } },
      (incoming) => {
        this.incoming = incoming;
        this.status = incoming.statusCode ?? 0;
        this.headers = incoming.headers;
        if (reads) this.read();
      },
    );
    this.outgoing.on('error', () => (this.failed = true));
    this.outgoing.end(JSON.stringify(body));
  }

  read(): void {
    const incoming = this.incoming!;
    incoming.setEncoding('utf8');
    incoming.on('data', (text: string) => (this.text += text));
    incoming.on('end', () => (this.ended = true));
    incoming.on('error', () => (this.failed = true));
  }

  leave(): void {
    this.outgoing.destroy();
  }
}

describe('identical requests at the same time', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  /** Answers that the upstream has yet to give, oldest first. */
  let open: ServerResponse[] = [];
  const clients: Client[] = [];

  const start = async (settings: Parameters<typeof runCore>[0] = {}): Promise<void> => {
    semcache = await runCore({
      ...settings,
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    });
  };
  beforeEach(async () => {
    open = [];
    upstream = await startUpstream((_, response) => void open.push(response));
    await start();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.leave();
    await semcache.stop();
    await upstream.close();
  });

  const client = (
    body: object,
    headers: Record<string, string> = {},
    reads = true,
    path = '/v1/chat/completions',
  ): Client => {
    const made = new Client(`${semcache.url}${path}`, body, headers, reads);
    clients.push(made);
    return made;
  };
  /** Waits until so many clients wait for answers of the upstream, so that the order of clients is certain. */
  const arrived = (count: number): Promise<unknown> =>
    pollUntil(() => semcache.core.status().inFlight.clients === count);
  const answerOf = (index = 0): Promise<ServerResponse> => pollUntil(() => open[index]);
  const begin = async (): Promise<ServerResponse> => {
    const response = await answerOf();
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    return response;
  };
  const statusOf = ({ headers }: Client | RawResponse): unknown => headers['x-cache-status'];
  const all = (list: readonly Client[], condition: (one: Client) => boolean): Promise<unknown> =>
    pollUntil(() => list.every(condition));

  test('50 of them make one upstream call and get equal bodies', async () => {
    const waiting = Array.from({ length: 50 }, () => postJson(`${semcache.url}/v1/chat/completions`, chat()));
    await arrived(50);
    sendJson(await answerOf(), chatCompletion('Hello'));
    const answers = await Promise.all(waiting);
    expect(upstream.seen).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
    expect(answers.map(statusOf).filter((status) => status === 'miss')).toHaveLength(1);
    expect(answers.map(statusOf).filter((status) => status === 'coalesced')).toHaveLength(49);
    expect(new Set(answers.map(({ headers }) => headers['x-cache-reason']))).toEqual(
      new Set(['not_found', 'shared_call']),
    );
  });

  test('a client that joins a stream late gets what came before at once, and then each piece as it comes', async () => {
    const first = client(chat({ stream: true }));
    const response = await begin();
    for (const chunk of chunks.slice(0, 3)) response.write(chunk);
    await all([first], ({ text }) => text === chunks.slice(0, 3).join(''));
    const second = client(chat({ stream: true }));
    await all([second], ({ text }) => text === chunks.slice(0, 3).join(''));
    for (let count = 4; count <= chunks.length; count += 1) {
      response.write(chunks[count - 1]);
      // The upstream says nothing more until both have this piece: nobody waits for the rest.
      await all([first, second], ({ text }) => text === chunks.slice(0, count).join(''));
    }
    response.end();
    await all([first, second], ({ ended }) => ended);
    expect([statusOf(first), statusOf(second)]).toEqual(['miss', 'coalesced']);
    expect(upstream.seen).toHaveLength(1);
    const hit = await postJson(`${semcache.url}/v1/chat/completions`, chat({ stream: true }));
    expect([statusOf(hit), hit.body.toString()]).toEqual(['hit', chunks.join('')]);
    expect((await semcache.ask('traffic.list', { filter: { cacheStatus: ['coalesced'] } })).items).toMatchObject([
      { reason: 'shared_call', entryId: hit.headers['x-semcache-entry'], savedMs: 0 },
    ]);
  });

  test('the first client may leave: the others go on and the answer is stored', async () => {
    const first = client(chat({ stream: true }));
    const response = await begin();
    response.write(chunks[0]);
    const second = client(chat({ stream: true }));
    await all([first, second], ({ text }) => text === chunks[0]);
    first.leave();
    await arrived(1);
    for (const chunk of chunks.slice(1)) response.write(chunk);
    response.end();
    await all([second], ({ ended }) => ended);
    expect(second.text).toBe(chunks.join(''));
    expect(upstream.aborted).toBe(0);
    const hit = await postJson(`${semcache.url}/v1/chat/completions`, chat({ stream: true }));
    expect(statusOf(hit)).toBe('hit');
  });

  test('the first client may leave before the answer begins', async () => {
    const first = client(chat());
    await answerOf();
    const second = client(chat());
    await arrived(2);
    first.leave();
    await pollUntil(() => first.failed);
    sendJson(await answerOf(), chatCompletion('still here'));
    await all([second], ({ ended }) => ended);
    expect([second.status, upstream.seen.length, upstream.aborted]).toEqual([200, 1, 0]);
  });

  test('when all have left, the upstream call is cancelled, and the next client starts a new one', async () => {
    const both = [client(chat({ stream: true })), client(chat({ stream: true }))];
    const response = await begin();
    response.write(chunks[0]);
    await all(both, ({ text }) => text === chunks[0]);
    for (const one of both) one.leave();
    await pollUntil(() => upstream.aborted === 1);
    const next = client(chat({ stream: true }));
    (await answerOf(1)).writeHead(200, { 'content-type': 'text/event-stream' }).end(chunks.join(''));
    await all([next], ({ ended }) => ended);
    expect([next.text, statusOf(next)]).toEqual([chunks.join(''), 'miss']);
  });

  test('an error of the upstream reaches all of them as it is, and is not stored', async () => {
    const both = [client(chat()), client(chat())];
    await arrived(2);
    sendJson(await answerOf(), { error: { message: 'slow down' } }, 429, { 'retry-after': '7' });
    await all(both, ({ ended }) => ended);
    for (const { status, headers, text } of both) {
      expect([status, headers['retry-after'], text]).toEqual([429, '7', '{"error":{"message":"slow down"}}']);
    }
    expect(upstream.seen).toHaveLength(1);
    expect((await semcache.ask('entries.list', {})).total).toBe(0);
  });

  test('an upstream that hangs up reaches all of them: an error before the answer began, a cut after', async () => {
    const both = [client(chat()), client(chat())];
    await arrived(2);
    (await answerOf()).destroy();
    await all(both, ({ ended }) => ended);
    for (const { status, text } of both)
      expect([status, text]).toEqual([502, expect.stringContaining('Failed to connect to upstream')]);

    const streams = [client(chat({ stream: true })), client(chat({ stream: true }))];
    const response = await answerOf(1);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunks[0]);
    await all(streams, ({ text }) => text === chunks[0]);
    response.destroy();
    await all(streams, ({ failed, ended }) => failed && !ended);
    expect((await semcache.ask('entries.list', {})).total).toBe(0);
  });

  test('one that wants the other form waits for the recording', async () => {
    const stream = client(chat({ stream: true }));
    const response = await begin();
    const json = client(chat());
    for (const chunk of chunks) response.write(chunk);
    response.end();
    await all([stream, json], ({ ended }) => ended);
    expect(JSON.parse(json.text)).toMatchObject({ choices: [{ message: { content: 'Grüße, 👋🏽 und mehr' } }] });
    expect([statusOf(json), upstream.seen.length]).toEqual(['hit', 1]);
  });

  test('one that reads other compressions gets an answer that it can read', async () => {
    const one = client(chat(), { 'accept-encoding': 'gzip' });
    await answerOf();
    const other = client(chat());
    sendJson(await answerOf(), chatCompletion('Hello'));
    await all([one, other], ({ ended }) => ended);
    expect([statusOf(one), statusOf(other), upstream.seen.length]).toEqual(['miss', 'hit', 1]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['another credential', { authorization: 'Bearer sk-two' }, '/v1/chat/completions'],
    ['another organisation', { 'openai-organization': 'org-2' }, '/v1/chat/completions'],
    ['another project', {}, '/p/shop/v1/chat/completions'],
    ['another namespace', { 'x-semcache-namespace': 'other' }, '/v1/chat/completions'],
  ])('nothing is shared across %s', async (_, headers, path) => {
    const credential = { authorization: 'Bearer sk-one' };
    const one = client(chat(), credential);
    const other = client(chat(), { ...credential, ...headers }, true, path);
    sendJson(await answerOf(0), chatCompletion('mine'));
    sendJson(await answerOf(1), chatCompletion('yours'));
    await all([one, other], ({ ended }) => ended);
    expect([statusOf(one), statusOf(other)]).toEqual(['miss', 'miss']);
  });

  test('a client that does not read holds nobody up', async () => {
    const big = chatChunks(Array.from({ length: 60 }, () => 'x'.repeat(60_000)));
    const lazy = client(chat({ stream: true }), {}, false);
    const eager = client(chat({ stream: true }));
    const response = await begin();
    for (const chunk of big) response.write(chunk);
    response.end();
    await all([eager], ({ ended }) => ended);
    expect(eager.text).toBe(big.join(''));
    lazy.read();
    await all([lazy], ({ ended }) => ended);
    expect(lazy.text).toBe(big.join(''));
  });

  test('an answer beyond the size limit is shared as far as it can be, and never cut', async () => {
    await semcache.stop();
    await start({ cache: { maxEntryBytes: 100_000 } });
    const big = chatChunks(Array.from({ length: 300 }, (_, index) => `${String(index)} ${'y'.repeat(60_000)}`));
    const both = [client(chat({ stream: true })), client(chat({ stream: true }))];
    const response = await begin();
    response.write(big[0]);
    await all(both, ({ text }) => text.length > 0);
    for (const chunk of big.slice(1, 20)) response.write(chunk);
    await all(both, ({ text }) => text.length > 1_000_000);
    const late = client(chat({ stream: true }));
    (await answerOf(1)).writeHead(200, { 'content-type': 'text/event-stream' }).end(chunks.join(''));
    for (const chunk of big.slice(20)) response.write(chunk);
    response.end();
    await all([...both, late], ({ ended }) => ended);
    for (const { text } of both) expect(text === big.join('')).toBe(true);
    expect([statusOf(late), late.text]).toEqual(['miss', chunks.join('')]);
  });

  test('it can be switched off', async () => {
    await semcache.ask('settings.set', { patch: { cache: { singleFlight: false } } });
    const both = [client(chat()), client(chat())];
    sendJson(await answerOf(0), chatCompletion('one'));
    sendJson(await answerOf(1), chatCompletion('two'));
    await all(both, ({ ended }) => ended);
    expect(upstream.seen).toHaveLength(2);
  });
});
