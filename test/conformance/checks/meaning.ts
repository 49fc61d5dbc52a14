import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialectOfPath } from '../../../src-core/providers/dialects.ts';
import { runCore, type RunningCore } from '../../support/core-instance.ts';
import { pollUntil } from '../../support/poll-until.ts';
import type { Sample } from '../sample.ts';
import { replyOf, startStage, type Stage } from '../support/stage.ts';
import { modesOf } from './replay.ts';

/** The models cost half a second a start, so all rows of a file share one core with them. */
let started: Promise<RunningCore> | undefined;
const coreWithModels = (): Promise<RunningCore> =>
  (started ??= runCore({ matching: { level: 'balanced' } }, { modelsDir }));
afterAll(async () => {
  await (await started)?.stop();
});

const modelsDir = join(import.meta.dirname, '..', '..', '..', 'models');

/** Which text may differ, what forbids it, and one hit by meaning with the shipped models. */
export function checkMeaning(_stage: () => Stage, sample: Sample): void {
  for (const [name, { body, compared }] of Object.entries(sample.compared)) {
    test(`${name}: ${compared}`, () => {
      const [path = '', query = ''] = sample.upstreamPath('json').split('?', 2);
      const header = (wanted: string): string | undefined => sample.headers[wanted];
      const reading = dialectOfPath(path)?.readRequest(body, { path, query: query === '' ? '' : `?${query}`, header });
      if (reading?.cacheable !== true) throw new Error(`not cacheable: ${JSON.stringify(reading)}`);
      const found = reading.request.compared;
      expect(found.comparable ? found.text : found.reason).toBe(compared);
      // The text itself must not be in what has to be equal.
      expect(found.comparable && JSON.stringify(found.rest).includes(found.text)).toBe(false);
    });
  }

  if (sample.notApplicable.meaning !== undefined) return;
  describe('with the shipped models', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage(sample, await coreWithModels());
      await stage.core.core.settled();
    });
    afterAll(() => stage.stop());

    test('a rewording is answered in both forms, and the SDK makes the same of it', async () => {
      const target = stage.fresh();
      const { total: logged } = await stage.core.ask('traffic.list', {});
      const answer = Object.values(sample.answers)[0]!;
      const [recorded = 'json'] = modesOf(answer);
      stage.reply(replyOf(sample, recorded, answer[recorded]));
      await sample.ask(target, recorded, 'How do I reset my password?', {});
      await stage.core.core.settled();
      const before = stage.upstream.seen.length;
      for (const mode of modesOf(answer)) {
        expect(await sample.ask(target, mode, 'How can I reset my password?', {})).toEqual(answer.message);
      }
      expect(stage.upstream.seen.length).toBe(before);
      const count = modesOf(answer).length + 1;
      const rows = await pollUntil(async () => {
        const { total, items } = await stage.core.ask('traffic.list', {});
        return total >= logged + count && items.slice(0, count);
      });
      expect(rows.map(({ match }) => match)).toEqual([...modesOf(answer).map(() => 'semantic'), null]);
    });
  });
}
