import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChatCore, type ChatCore } from '../support/chat-core.ts';

let here: ChatCore;

beforeAll(async () => {
  here = await startChatCore();
});

afterAll(() => here.stop());

/** Status of a request as a client writes it that has this port for its HTTP proxy. */
function askFor(target: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(here.semcache.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? text));
    socket.write(
      `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer secret\r\nconnection: close\r\n\r\n`,
    );
  });
}

test.each([
  ['http://localhost:5000/private', 'localhost:5000'],
  ['http://127.0.0.1/private?x=1', '127.0.0.1'],
  ['http://intranet.example/private', '127.0.0.1:5000'],
  ['http://127.0.0.1:5000/metrics', '127.0.0.1:5000'],
])('%s is meant for another server, and goes to no provider', async (target, host) => {
  expect(await askFor(target, host)).toBe('403');
  expect(here.upstream.seen).toEqual([]);
});

test('the whole address of this proxy is as good as its path', async () => {
  const { host } = new URL(here.semcache.url);
  expect(await askFor(`http://${host}/healthz`, host)).toBe('200');
  expect(await askFor(`http://${host}/admin/api/status.get`, host)).toBe('404');
  expect(here.upstream.seen).toEqual([]);
  expect(await askFor(`http://${host}/v1/models`, host)).toBe('200');
  expect(here.upstream.seen.map(({ url }) => url)).toEqual(['/v1/models']);
});
