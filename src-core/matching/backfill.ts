import type { VectorRow } from '../ports/vector-rows.ts';
import { exactOnlyReason } from './eligibility.ts';
import type { MatcherDeps } from './matcher-deps.ts';

export interface Backfill {
  wake: () => void;
  settled: () => Promise<void>;
}

const rowsAtOnce = 20;

/**
 * Makes the vectors of entries that were stored while the models could not, or by another model: one text at a time,
 * so that lookups keep their turn.
 */
export function createBackfill(deps: MatcherDeps): Backfill {
  let running: Promise<void> | undefined;
  return {
    wake: () => {
      running ??= run(deps).finally(() => {
        running = undefined;
      });
    },
    settled: () => running ?? Promise.resolve(),
  };
}

async function run(deps: MatcherDeps): Promise<void> {
  try {
    while (deps.models.state().state === 'ready') {
      const rows = deps.rows.waiting(deps.models.identity(), rowsAtOnce);
      if (rows.length === 0) return;
      for (const row of rows) await makeVector(deps, row);
    }
  } catch (error) {
    // What is still missing is made when the models are ready again, or at the next maintenance.
    deps.countFailure('semantic_backfill_failed', error);
  }
}

async function makeVector(deps: MatcherDeps, { id, partition, text }: VectorRow): Promise<void> {
  const { vector, unknownShare } = await deps.models.embed(text);
  if (exactOnlyReason(text, unknownShare, deps.settings()) !== null) {
    deps.rows.drop(id);
    return;
  }
  deps.rows.put({ id, partition, text, vector }, deps.models.identity());
  deps.index.add(partition, id, vector);
}
