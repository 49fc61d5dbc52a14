import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';

export interface SelfTestResult {
  ok: boolean;
  reason: string | null;
  /** Entry that the test left, for removal. */
  entryId: string | null;
}

/**
 * Sends one known request twice through the running proxy to an upstream of our own: the second must come from the
 * cache, byte for byte. It catches what unit tests cannot: a broken disk, a wrong clock, a firewall on loopback.
 */
export async function runSelfTest(proxyUrl: string, internalToken: string, nonce: string): Promise<SelfTestResult> {
  let calls = 0;
  const answer = JSON.stringify({
    id: 'chatcmpl-selftest',
    object: 'chat.completion',
    created: 0,
    model: 'selftest',
    choices: [{ index: 0, message: { role: 'assistant', content: nonce }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
  const upstream = createServer((incoming, response) => {
    calls += 1;
    incoming.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = addressOf(upstream);
    const ask = async (): Promise<{ status: string; entryId: string | null; text: string }> => {
      const response = await request(`${proxyUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-llm-proxy-upstream': `http://127.0.0.1:${String(port)}/v1/chat/completions`,
          'x-semcache-internal': internalToken,
          // Whatever mode and project the owner has set, this request is looked up and stored.
          'x-semcache-mode': 'live',
          'x-semcache-project': 'semcache-self-test',
        },
        body: JSON.stringify({ model: 'selftest', messages: [{ role: 'user', content: nonce }] }),
        headersTimeout: 10_000,
      });
      const text = await response.body.text();
      return {
        status: String(response.headers['x-cache-status']),
        entryId: typeof response.headers['x-semcache-entry'] === 'string' ? response.headers['x-semcache-entry'] : null,
        text,
      };
    };
    const first = await ask();
    const second = await ask();
    const ok = first.status === 'miss' && second.status === 'hit' && calls === 1 && second.text === answer;
    return {
      ok,
      entryId: second.entryId,
      reason: ok ? null : `asked twice: ${first.status} then ${second.status}, ${String(calls)} upstream calls`,
    };
  } finally {
    upstream.close();
    upstream.closeAllConnections();
  }
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the self-test upstream has no TCP address');
  return address;
}
