import type { Embedding } from '../ports/model-runner.ts';
import type { VectorIndex } from '../ports/vector-index.ts';

/** An embedder with the index of its vectors. Vectors of two embedders never meet: each has a space of its own. */
export interface VectorSpace {
  /** Identity of the embedder; empty until it is known. */
  readonly identity: string;
  readonly index: Pick<VectorIndex, 'add' | 'remove' | 'search' | 'holds' | 'partitionNames'>;
  readonly embed: (text: string) => Promise<Embedding>;
  /**
   * Whether this is the shipped embedder, whose cosines the decision was calibrated with. Another one only finds
   * candidates; what is decided about them rests on the shipped one (docs/decisions/0009-another-embedder.md).
   */
  readonly decides: boolean;
}
