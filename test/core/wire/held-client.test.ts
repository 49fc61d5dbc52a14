import { expect, test } from 'vitest';
import { heldClient } from '../../../src-core/wire/held-client.ts';
import { createUpstreamClient } from '../../../src-core/wire/upstream-client.ts';
import { startUpstream } from '../../support/scripted-upstream.ts';

test('a held client calls nobody, and again once it is let go', async () => {
  const upstream = await startUpstream((_, response) => void response.end('hello'));
  let isHeld = true;
  const client = heldClient(
    createUpstreamClient({ connectTimeoutMs: 1000, responseTimeoutMs: 1000, extraCa: null, env: {} }),
    () => isHeld,
  );
  const call = { origin: upstream.url, path: '/', method: 'GET', headers: [], body: null };
  const { signal } = new AbortController();
  await expect(client.call({ ...call, signal })).rejects.toMatchObject({ code: 'not_in_cache' });
  await expect(client.upgrade({ ...call, protocol: 'websocket' })).rejects.toMatchObject({ code: 'not_in_cache' });
  isHeld = false;
  const answer = await client.call({ ...call, signal });
  expect([answer.status, (await answer.body.toArray()).join('')]).toEqual([200, 'hello']);
  await client.close();
  await upstream.close();
  expect(upstream.seen).toHaveLength(1);
});
