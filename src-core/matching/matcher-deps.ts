import type { Settings } from '../contracts/settings.ts';
import type { CountFailure } from '../ports/host.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import type { ModelRunner } from '../ports/model-runner.ts';
import type { VectorRows } from '../ports/vector-rows.ts';
import type { TextVectors } from './text-vectors.ts';
import type { VectorSpace } from './vector-space.ts';

/** What matching by meaning works with. */
export interface MatcherDeps {
  settings: () => Settings['matching'];
  /** The shipped models, which decide. */
  models: Pick<ModelRunner, 'state' | 'embed' | 'verify'>;
  /** Where candidates are found; ask once per lookup, since the owner may choose another meanwhile. */
  space: () => VectorSpace;
  vectorOf: TextVectors;
  rows: VectorRows;
  marks: Pick<MarkStore, 'find' | 'countOf' | 'confirmed'>;
  countFailure: CountFailure;
}
