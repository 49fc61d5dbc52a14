import type { Settings } from '../contracts/settings.ts';
import type { CountFailure } from '../ports/host.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import type { ModelRunner } from '../ports/model-runner.ts';
import type { VectorIndex } from '../ports/vector-index.ts';
import type { VectorRows } from '../ports/vector-rows.ts';

/** What matching by meaning works with. */
export interface MatcherDeps {
  settings: () => Settings['matching'];
  models: Pick<ModelRunner, 'identity' | 'state' | 'embed' | 'verify'>;
  index: Pick<VectorIndex, 'add' | 'remove' | 'search' | 'holds'>;
  rows: VectorRows;
  marks: Pick<MarkStore, 'find' | 'countOf'>;
  countFailure: CountFailure;
}
