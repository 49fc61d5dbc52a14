import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { postJson, rawRequest } from '../support/raw-http.ts';

let semcache: RunningCore;
let upstream: Server;
/** What the upstream answers, byte for byte. */
let answer: Buffer;

beforeAll(async () => {
  upstream = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(answer));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  semcache = await runCore();
});

afterAll(async () => {
  await semcache.stop();
  upstream.close();
});

const address = (): string => `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;

test.each([
  ['in Chinese', Buffer.from('好的'), Buffer.from('好的')],
  ['in Latin-1', Buffer.from('Tr\xe8s bien', 'latin1'), Buffer.from('Tr\ufffds bien')],
])('an answer whose reason phrase is %s passes, on both ways through the proxy', async (_, phrase, expected) => {
  answer = Buffer.concat([
    Buffer.from('HTTP/1.1 200 '),
    phrase,
    Buffer.from('\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}'),
  ]);
  const passed = await rawRequest(`${semcache.url}/v1/models`, {
    headers: { 'x-llm-proxy-upstream': `${address()}/v1/models` },
  });
  const missed = await postJson(
    `${semcache.url}/v1/chat/completions`,
    { model: 'm', messages: [{ role: 'user', content: phrase.toString('latin1') }] },
    { 'x-llm-proxy-upstream': `${address()}/v1/chat/completions` },
  );
  for (const { status, body, statusText } of [passed, missed]) {
    expect([status, body.toString()]).toEqual([200, '{}']);
    expect(Buffer.from(statusText, 'latin1')).toEqual(expected);
  }
});
