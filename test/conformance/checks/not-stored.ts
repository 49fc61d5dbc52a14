import { expect, test } from 'vitest';
import type { RecordReason } from '../../../src-core/contracts/outcome.ts';
import { pollUntil } from '../../support/poll-until.ts';
import type { Sample } from '../sample.ts';
import { bytesOf, replyOf, type Call, type Reply, type Stage } from '../support/stage.ts';
import { modesOf } from './replay.ts';

/** Whatever is not a whole and natural answer reaches the client as it came and leaves nothing behind. */
export function checkNotStored(stage: () => Stage, sample: Sample): void {
  const answer = Object.values(sample.answers)[0]!;
  const modes = modesOf(answer);
  const cutInTwo = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

  test.each(Object.entries(sample.unstorable))('not %s', async (_name, unstorable) => {
    const { mode, asks, body, reason, status = sample.answerStatus ?? 200 } = unstorable;
    const call = { target: stage().fresh(), mode, body: { ...sample.body('Is this kept?', mode), ...asks } };
    const left = await askTwice(stage(), call, { ...replyOf(sample, mode, body), status });
    expect(left).toEqual({ ...nothing, body: bytesOf(body).toString(), recorded: reason });
  });

  test.each(modes.filter((mode) => mode === 'stream'))(
    'not a %s that is cut anywhere before its end marker',
    async (mode) => {
      const events = answer.stream ?? [];
      for (let length = 1; length <= events.length - (sample.endEvents ?? 1); length += 1) {
        const body = events.slice(0, length).join('');
        const call: Call = { target: stage().fresh(), mode, body: sample.body('Cut?', mode) };
        const left = await askTwice(stage(), call, replyOf(sample, mode, body));
        expect(left).toEqual({ ...nothing, body, recorded: expect.not.stringMatching(/^stored$/) as string });
      }
    },
  );

  test.each(modes)('not an answer as %s whose connection breaks', async (mode) => {
    const { fresh, open, reply, core } = stage();
    const entries = await entryCount(stage());
    reply({ ...replyOf(sample, mode, ''), chunks: [cutInTwo(bytesOf(answer[mode]))], end: 'cut' });
    const response = await open({ target: fresh(), mode, body: sample.body('Broken?', mode) });
    const broke = await new Promise((resolve) => {
      response
        .on('error', () => resolve(true))
        .on('end', () => resolve(false))
        .resume();
    });
    expect(broke).toBe(true);
    expect((await stage().account(response)).recorded).toBe('upstream_failed');
    await core.core.settled();
    expect(await entryCount(stage())).toBe(entries);
  });

  test.each(modes)('not an answer as %s whose client leaves, and the provider’s call is given up', async (mode) => {
    const { fresh, open, reply, upstream } = stage();
    const { aborted } = upstream;
    const entries = await entryCount(stage());
    reply({ ...replyOf(sample, mode, ''), chunks: [cutInTwo(bytesOf(answer[mode]))], end: 'hold' });
    const response = await open({ target: fresh(), mode, body: sample.body('Gone?', mode) });
    response.on('error', () => undefined);
    await new Promise((resolve) => response.once('data', resolve));
    response.destroy();
    await pollUntil(() => upstream.aborted > aborted);
    expect((await stage().account(response)).recorded).toBe('client_gone');
    expect(await entryCount(stage())).toBe(entries);
  });

  const limited = sample.lengthLimited === undefined ? [] : [sample.lengthLimited];
  test.each(limited)('an answer cut by the caller’s limit only when settings allow it', async ({ json }) => {
    const { fresh, post, core } = stage();
    const call: Call = { target: fresh(), mode: 'json', body: sample.body('How long?', 'json') };
    const left = await askTwice(stage(), call, replyOf(sample, 'json', json));
    expect(left).toEqual({ ...nothing, body: bytesOf(json).toString(), recorded: 'unnatural_finish' });
    await core.ask('settings.set', { patch: { cache: { storeLengthLimited: true } } });
    try {
      await post(call);
      await core.core.settled();
      expect((await post(call)).headers['x-cache-status']).toBe('hit');
    } finally {
      await core.ask('settings.set', { patch: { cache: { storeLengthLimited: false } } });
    }
  });

  test.each(Object.entries(sample.passedThrough))(
    'passes through: %s',
    async (_name, { body, reason, headers = {} }) => {
      const { fresh, post, reply, upstream } = stage();
      reply(replyOf(sample, 'json', answer.json ?? {}));
      const before = upstream.seen.length;
      const target = fresh();
      for (let count = 0; count < 2; count += 1) {
        const response = await post({ target, mode: 'json', body, headers });
        expect([response.headers['x-cache-status'], response.headers['x-cache-reason']]).toEqual(['bypass', reason]);
      }
      expect(upstream.seen.length - before).toBe(2);
      expect(upstream.seen.at(-1)?.body.toString()).toBe(JSON.stringify(body));
    },
  );
}

const entryCount = async ({ core }: Stage): Promise<number> => (await core.ask('status.get', {})).store.entries;

interface Left {
  /** What the client got, and what became of it. */
  body: string;
  recorded: RecordReason;
  /** The same request again. */
  again: unknown;
  upstreamCalls: number;
  entries: number;
}

/** What remains of an answer that is not stored: the next request goes to the provider again. */
const nothing = { again: 'miss', upstreamCalls: 2, entries: 0 };

async function askTwice(stage: Stage, call: Call, reply: Reply): Promise<Left> {
  stage.reply(reply);
  const entries = await entryCount(stage);
  const calls = stage.upstream.seen.length;
  const first = await stage.post(call);
  const { recorded } = await stage.account(first);
  const again = await stage.post(call);
  await stage.account(again);
  return {
    body: first.body.toString(),
    recorded,
    again: again.headers['x-cache-status'],
    upstreamCalls: stage.upstream.seen.length - calls,
    entries: (await entryCount(stage)) - entries,
  };
}
