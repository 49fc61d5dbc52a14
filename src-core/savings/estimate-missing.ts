import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure } from '../ports/host.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** Whoever waits for figures waits so long for counting, milliseconds; the rest is counted behind them. */
const patienceMs = 150;
const batchSize = 16;

/**
 * Counts the tokens of served entries whose upstream reported none. The function it returns resolves when all are
 * counted or patience ends; counting goes on by itself, an entry a turn of the event loop. It never rejects.
 */
export function createEstimates(deps: {
  answers: Pick<AnswerStore, 'withoutUsage' | 'setEstimate'>;
  countFailure: CountFailure;
}): () => Promise<void> {
  let running: Promise<void> | undefined;

  const countAll = async (): Promise<void> => {
    for (;;) {
      const batch = deps.answers.withoutUsage(batchSize);
      if (batch.length === 0) return;
      for (const { id, asked, answered } of batch) {
        const [input, output] = [await estimateTokens(asked), await estimateTokens(answered)];
        deps.answers.setEstimate(id, { input, output });
        await new Promise(setImmediate);
      }
    }
  };
  return async () => {
    running ??= countAll()
      .catch((error: unknown) => deps.countFailure('token_estimate_failed', error))
      .finally(() => (running = undefined));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([running, patience]);
    clearTimeout(timer);
  };
}
