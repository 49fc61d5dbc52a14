import { once } from 'node:events';
import { expect, test } from 'vitest';
import { pollUntil } from '../../support/poll-until.ts';
import type { Sample } from '../sample.ts';
import { bytesOf, replyOf, type Stage } from '../support/stage.ts';
import { modesOf } from './replay.ts';

/** What a client sees of a miss is what the provider sent, when it sent it. */
export function checkFraming(stage: () => Stage, sample: Sample): void {
  const answer = Object.values(sample.answers)[0]!;
  const modes = modesOf(answer);

  const streamed = modes.filter((mode) => mode === 'stream');
  test.each(streamed)(
    'each event of a %s arrives before the provider sends the next; comments and pings too',
    async (mode) => {
      const events = (answer.stream ?? [])
        .flatMap((event) => [event, sample.keepAlive])
        .filter((event) => event !== '');
      const { fresh, open, reply } = stage();
      let release: () => void = () => undefined;
      const mayGoOn = (): Promise<void> => new Promise((resolve) => (release = resolve));
      reply({ ...replyOf(sample, mode, ''), chunks: events, before: mayGoOn });
      const target = fresh();
      const response = await open({ target, mode, body: sample.body('Stream, please.', mode) });
      const ended = once(response, 'end');
      let received = '';
      response.on('data', (chunk: Buffer) => (received += chunk.toString()));
      let expected = '';
      for (const event of events) {
        expected += event;
        await pollUntil(() => received.length >= expected.length);
        // Equal here means: nothing is held back, since the provider has not sent the next, and nothing is invented.
        expect(received).toBe(expected);
        release();
      }
      await ended;
      expect(received).toBe(events.join(''));
      expect(response.headers['x-cache-status']).toBe('miss');
    },
  );

  test.each(modes)('a miss as %s is the provider’s bytes, status and content type', async (mode) => {
    const { fresh, post, reply } = stage();
    const sent = replyOf(sample, mode, answer[mode], 11);
    reply(sent);
    const response = await post({ target: fresh(), mode, body: sample.body('As it was sent?', mode) });
    expect(response.body.equals(bytesOf(answer[mode]))).toBe(true);
    expect([response.status, response.headers['content-type']]).toEqual([sent.status, sent.headers?.['content-type']]);
  });
}
