import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';
import { postJson, rawRequest } from '../support/raw-http.ts';
import {
  chatChunks,
  sendJson,
  startUpstream,
  type Script,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

describe('what is not cacheable passes through untouched', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;

  const start = async (script: Script): Promise<void> => {
    upstream = await startUpstream(script);
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: upstream.url }],
    });
  };

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
  });

  test('an unknown path keeps method, path, query, body, and headers with their case and order', async () => {
    await start((_, response) => sendJson(response, { ok: true }, 201, { 'X-Custom-Answer': 'Yes' }));
    const answer = await rawRequest(`${semcache.url}/v1/files/abc%20d?purpose=x&purpose=y`, {
      method: 'PATCH',
      headers: {
        'X-Thing': 'One',
        'x-stainless-os': 'Linux',
        'X-LLM-Prompt': '$.x',
        'x-semcache-ttl': '1d',
        'content-length': '4',
      },
      body: 'body',
    });
    const [seen] = upstream.seen;
    expect(answer.status).toBe(201);
    expect(answer.rawHeaders).toContain('X-Custom-Answer');
    expect(answer.headers).toMatchObject({ 'x-cache-status': 'bypass', 'x-cache-reason': 'method_not_cacheable' });
    expect(seen).toMatchObject({ method: 'PATCH', url: '/v1/files/abc%20d?purpose=x&purpose=y' });
    expect(seen?.body.toString()).toBe('body');
    expect(seen?.rawHeaders).toEqual(expect.arrayContaining(['X-Thing', 'One', 'x-stainless-os', 'Linux']));
    expect(Object.keys(seen?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-llm-prompt']));
    expect(Object.keys(seen?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-semcache-ttl']));
    expect(seen?.headers.host).toBe(`127.0.0.1:${upstream.port}`);
  });

  test('GET and HEAD, statuses without bodies, and redirects come back as they are', async () => {
    await start((request, response) => {
      if (request.url === '/v1/none') response.writeHead(204).end();
      else if (request.url === '/v1/moved') response.writeHead(302, { location: 'http://elsewhere.example/x' }).end();
      else if (request.method === 'HEAD') response.writeHead(200, { 'content-length': '1234' }).end();
      else sendJson(response, { object: 'list', data: [] });
    });
    const models = await rawRequest(`${semcache.url}/v1/models`);
    const head = await rawRequest(`${semcache.url}/v1/models`, { method: 'HEAD' });
    const none = await rawRequest(`${semcache.url}/v1/none`, { method: 'DELETE' });
    const moved = await rawRequest(`${semcache.url}/v1/moved`);
    expect(JSON.parse(models.body.toString())).toEqual({ object: 'list', data: [] });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '1234', 0]);
    expect([none.status, none.body.length]).toEqual([204, 0]);
    expect([moved.status, moved.headers.location]).toEqual([302, 'http://elsewhere.example/x']);
  });

  test('a compressed answer is not touched', async () => {
    const packed = gzipSync('{"object":"list"}');
    await start((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(packed);
    });
    const answer = await rawRequest(`${semcache.url}/v1/models`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.body.equals(packed)).toBe(true);
  });

  test('an upload of 300 MB streams through without being held in memory', async () => {
    const piece = randomBytes(1024 * 1024);
    const pieces = 300;
    let received = 0;
    const hash = createHash('sha256');
    upstream = await startUpstream((_, response) => sendJson(response, {}));
    upstream.server.removeAllListeners('request');
    upstream.server.on('request', (request: IncomingMessage, response) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.length;
        hash.update(chunk);
      });
      request.on('end', () => sendJson(response, { received }));
    });
    semcache = await runCore({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: upstream.url }],
    });
    const expected = createHash('sha256');
    // What is sent and has not arrived is held somewhere on the way; the collector's moods do not matter to it.
    let mostOnTheWay = 0;
    function* body(): Generator<Buffer> {
      for (let index = 0; index < pieces; index += 1) {
        expected.update(piece);
        mostOnTheWay = Math.max(mostOnTheWay, index * piece.length - received);
        yield piece;
      }
    }
    const answer = await new Promise<string>((resolve, reject) => {
      const outgoing = httpRequest(`${semcache.url}/v1/files`, { method: 'POST' }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      });
      outgoing.on('error', reject);
      Readable.from(body()).pipe(outgoing);
    });
    expect(JSON.parse(answer)).toEqual({ received: pieces * piece.length });
    expect(hash.digest('hex')).toBe(expected.digest('hex'));
    expect(mostOnTheWay).toBeLessThan(32 * 1024 * 1024);
  });

  test('a stream arrives chunk by chunk, and its head does not wait for the first chunk', async () => {
    let release: (() => void) | undefined;
    await start(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      for (const chunk of ['data: one\n\n', 'data: two\n\n']) {
        await new Promise<void>((resolve) => (release = resolve));
        response.write(chunk);
      }
      response.end();
    });
    const response = await fetch(`${semcache.url}/v1/responses`, { method: 'POST', body: '{}' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body!.getReader();
    const texts: string[] = [];
    for (let index = 0; index < 2; index += 1) {
      const next = reader.read();
      (await pollUntil(() => release))();
      release = undefined;
      texts.push(Buffer.from((await next).value!).toString());
    }
    expect(texts).toEqual(['data: one\n\n', 'data: two\n\n']);
  });

  test('Expect: 100-continue is answered, and its body arrives', async () => {
    await start((request, response) => sendJson(response, { length: request.body.length }));
    const outgoing = httpRequest(`${semcache.url}/v1/files`, {
      method: 'POST',
      headers: { expect: '100-continue', 'content-length': '5' },
    });
    outgoing.flushHeaders();
    await once(outgoing, 'continue');
    outgoing.end('hello');
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = await response.toArray();
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({ length: 5 });
    expect(upstream.seen[0]?.headers.expect).toBeUndefined();
  });

  test('a client that leaves takes the upstream call along', async () => {
    await start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chatChunks(['a'])[0]);
    });
    const outgoing = httpRequest(`${semcache.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    outgoing.on('error', () => undefined);
    outgoing.end(JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'x' }] }));
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    outgoing.destroy();
    await pollUntil(() => upstream.aborted === 1);
    const page = await pollUntil(async () => {
      const list = await semcache.ask('traffic.list', {});
      return list.items.length === 1 && list;
    });
    expect(page.items[0]).toMatchObject({ cacheStatus: 'miss', recorded: 'client_gone', entryId: null });
    expect((await semcache.ask('entries.list', {})).total).toBe(0);
  });

  test('a slow client slows the upstream down', async () => {
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024);
    await start((_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      const push = (): void => {
        while (written < 400) {
          written += 1;
          if (!response.write(chunk)) {
            response.once('drain', push);
            return;
          }
        }
        response.end();
      };
      push();
    });
    const socket = connect(Number(new URL(semcache.url).port), '127.0.0.1');
    socket.write('GET /v1/files/big/content HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'readable');
    let before = -1;
    // Nothing reads: once every buffer on the way is full, the upstream cannot write on.
    await pollUntil(async () => {
      const still = written === before;
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return still && written > 0;
    });
    expect(written).toBeLessThan(400);
    let received = 0;
    socket.on('data', (data) => (received += data.length));
    await pollUntil(() => received > 400 * chunk.length);
    expect(written).toBe(400);
    socket.destroy();
  });

  test('a WebSocket is tunnelled both ways, and a refused one can be told from a broken proxy', async () => {
    await start((_, response) => sendJson(response, {}, 404));
    upstream.server.on('upgrade', (request, socket, head) => {
      if (request.url === '/v1/nowhere') {
        socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Seen: ${request.headers['sec-websocket-key']}\r\n\r\n`,
      );
      if (head.length > 0) socket.write(head);
      socket.pipe(socket);
    });
    const port = Number(new URL(semcache.url).port);
    const shake = (path: string): string =>
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: abc\r\nSec-WebSocket-Version: 13\r\n\r\n`;
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString('latin1')));
    socket.write(shake('/v1/realtime?model=x'));
    await pollUntil(() => text.includes('\r\n\r\n'));
    expect(text).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
    expect(text).toContain('X-Seen: abc');
    socket.write('frames');
    await pollUntil(() => text.endsWith('frames'));
    socket.destroy();

    const refused = connect(port, '127.0.0.1');
    let refusal = '';
    refused.on('data', (data) => (refusal += data.toString('latin1')));
    refused.write(shake('/v1/nowhere'));
    await once(refused, 'close');
    expect(refusal).toMatch(/^HTTP\/1\.1 426 /);
    expect(refusal).toContain('upgrade_refused');
  });

  test('malformed HTTP and CONNECT are refused without harm', async () => {
    await start((_, response) => sendJson(response, {}));
    const port = Number(new URL(semcache.url).port);
    for (const [bytes, status] of [
      ['NONSENSE\r\n\r\n', '400'],
      ['CONNECT api.openai.com:443 HTTP/1.1\r\nHost: api.openai.com:443\r\n\r\n', '405'],
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`, '431'],
    ] as const) {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (data) => (text += data.toString('latin1')));
      socket.on('error', () => undefined);
      socket.write(bytes);
      await once(socket, 'close');
      expect(text.split(' ')[1]).toBe(status);
    }
    expect((await postJson(`${semcache.url}/v1/other`, {})).status).toBe(200);
  });
});
