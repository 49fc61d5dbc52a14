import type { VectorRow } from '../ports/vector-rows.ts';
import { exactOnlyReason } from './eligibility.ts';
import { embedText } from './find-rows.ts';
import type { MatcherDeps } from './matcher-deps.ts';
import type { VectorSpace } from './vector-space.ts';

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
      const space = deps.space();
      const rows = space.identity === '' ? [] : deps.rows.waiting(space.identity, rowsAtOnce);
      if (rows.length === 0) return;
      for (const row of rows) await makeVector(deps, space, row);
    }
  } catch (error) {
    // What is still missing is made when the models are ready again, or at the next maintenance.
    deps.countFailure('semantic_backfill_failed', error);
  }
}

async function makeVector(deps: MatcherDeps, space: VectorSpace, { id, partition, text }: VectorRow): Promise<void> {
  const { vector, decisive } = await embedText(deps, space, text);
  if (exactOnlyReason(text, decisive, deps.settings()) !== null) {
    deps.rows.drop(id);
    return;
  }
  deps.rows.put({ id, partition, text, vector }, space.identity);
  space.index.add(partition, id, vector);
}
