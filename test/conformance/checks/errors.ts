import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Sample } from '../sample.ts';
import { bytesOf, replyOf, type Stage } from '../support/stage.ts';
import { modesOf } from './replay.ts';

/** The provider's errors arrive untouched, ours in a shape that the SDK raises its own classes from. */
export function checkErrors(stage: () => Stage, sample: Sample): void {
  const answer = Object.values(sample.answers)[0]!;
  const modes = modesOf(answer);
  const { upstream: provided, raised } = sample.errors;
  const raise = async (promise: Promise<unknown>): Promise<unknown> => {
    try {
      await promise;
    } catch (error) {
      return error;
    }
    throw new Error('the SDK raised nothing');
  };

  test.each(modes)(
    'an error of the provider to a call for %s: same bytes, headers, and class; never stored',
    async (mode) => {
      const { fresh, post, reply, upstream } = stage();
      const headers = { 'content-type': 'application/json', ...provided.headers };
      reply({ status: provided.status, headers, chunks: [bytesOf(provided.body)] });
      const target = fresh();
      const before = upstream.seen.length;
      const response = await post({ target, mode, body: sample.body('Too much?', mode) });
      expect([response.status, response.body.toString()]).toEqual([provided.status, bytesOf(provided.body).toString()]);
      expect(response.headers).toMatchObject(headers);
      const error = await raise(sample.ask(target, mode, 'Too much?', {}));
      expect(raised(error, provided.status)).toMatchObject({ status: provided.status });
      expect(upstream.seen.length - before).toBeGreaterThanOrEqual(2);
    },
  );

  test.each(modes)('an error of ours to a call for %s is raised as the SDK’s own, with our words', async (mode) => {
    const target = stage().fresh();
    const headers = { ...target.headers, 'x-llm-proxy-host': `http://127.0.0.1:${String(await closedPort())}` };
    const error = raised(await raise(sample.ask({ ...target, headers }, mode, 'Anyone?', {})), 502);
    expect(error).toEqual({ status: 502, text: expect.stringContaining('Connection refused') as string });
    const self = { ...target.headers, 'x-llm-proxy-host': target.url };
    const response = await stage().post({ target: { ...target, headers: self }, mode, body: sample.body('Me?', mode) });
    expect([response.status, response.headers['x-cache-reason']]).toEqual([508, 'upstream_is_self']);
    expect(() => JSON.parse(response.body.toString()) as unknown).not.toThrow();
  });

  test.each(modes)('headers about a call come with it and not with a hit, as %s', async (mode) => {
    const { fresh, post, reply, core } = stage();
    const sent = replyOf(sample, mode, answer[mode]);
    reply({ ...sent, headers: { ...sent.headers, ...sample.liveHeaders } });
    const target = fresh();
    const miss = await post({ target, mode, body: sample.body('Limits?', mode) });
    await core.core.settled();
    const hit = await post({ target, mode, body: sample.body('Limits?', mode) });
    expect(miss.headers).toMatchObject(sample.liveHeaders);
    expect(hit.headers['x-cache-status']).toBe('hit');
    const idHeader = sample.requestIdHeader ?? 'x-request-id';
    expect(hit.headers[idHeader]).toBe(hit.headers['x-semcache-request']);
    const stale = Object.keys(sample.liveHeaders).filter(
      (name) => name !== idHeader && hit.headers[name] !== undefined,
    );
    expect(stale).toEqual([]);
  });
}

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
