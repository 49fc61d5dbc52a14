import { expect, test } from 'vitest';
import { rawRequest } from '../../support/raw-http.ts';
import type { Answer, Mode, Sample } from '../sample.ts';
import { ownHeaders } from '../support/own-headers.ts';
import { bytesOf, replyOf, type Stage } from '../support/stage.ts';

/** Miss, hit in the recorded form byte for byte, hit in the other form: the vendor's SDK makes the same of all three. */
export function checkReplay(stage: () => Stage, sample: Sample): void {
  const recordings = Object.entries(sample.answers).flatMap(([name, answer]) =>
    modesOf(answer).map((mode) => [name, mode, answer] as const),
  );
  test.each(recordings)('%s, recorded as %s', async (_name, recorded, answer) => {
    const modes = modesOf(answer);
    const replay = await recordAndReplay(stage(), sample, answer, recorded);
    expect(replay).toEqual({
      miss: answer.message,
      hits: Object.fromEntries(modes.map((mode) => [mode, answer.message])),
      upstreamCalls: 1,
      raw: [sample.answerStatus ?? 200, 'hit', 'exact', bytesOf(answer[recorded]).toString()],
    });
  });

  test('reaches the provider at its own address, without headers that are for the proxy', async () => {
    const { fresh, upstream, reply } = stage();
    const answer = Object.values(sample.answers)[0]!;
    for (const mode of modesOf(answer)) {
      reply(replyOf(sample, mode, answer[mode]));
      await sample.ask(fresh(), mode, 'Where does this arrive?', answer.asks ?? {});
      const { url, headers } = upstream.seen.at(-1)!;
      expect(url).toBe(sample.upstreamPath(mode));
      expect(Object.keys(headers).filter((name) => /^x-(?:semcache|llm)-/.test(name))).toEqual([]);
    }
  });
}

export function modesOf(answer: Answer): Mode[] {
  return (['json', 'stream'] as const).filter((mode) => answer[mode] !== undefined);
}

interface Replayed {
  miss: unknown;
  hits: Partial<Record<Mode, unknown>>;
  upstreamCalls: number;
  /** Status, cache headers and body of the SDK's own request, sent again without it. */
  raw: unknown[];
}

async function recordAndReplay(stage: Stage, sample: Sample, answer: Answer, recorded: Mode): Promise<Replayed> {
  const target = stage.fresh();
  const ask = (mode: Mode): Promise<unknown> => sample.ask(target, mode, 'What is kept? 🐿', answer.asks ?? {});
  const before = stage.upstream.seen.length;
  stage.reply(replyOf(sample, recorded, answer[recorded]));
  const miss = await ask(recorded);
  await stage.core.core.settled();
  // Were the provider asked again, no SDK would take this for an answer.
  stage.reply({ status: 418, chunks: ['nobody should ask again'] });
  const hits: Replayed['hits'] = {};
  for (const mode of modesOf(answer)) hits[mode] = await ask(mode);
  const upstreamCalls = stage.upstream.seen.length - before;

  const sent = stage.upstream.seen[before]!;
  const { status, headers, body } = await rawRequest(`${target.url}${sample.path(recorded)}`, {
    method: 'POST',
    headers: { ...ownHeaders(sent.headers), ...target.headers },
    body: sent.body,
  });
  return {
    miss,
    hits,
    upstreamCalls,
    raw: [status, headers['x-cache-status'], headers['x-cache-match'], body.toString()],
  };
}
