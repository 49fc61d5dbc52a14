import type { LookupReason } from '../contracts/outcome.ts';
import type { SemanticLookup } from '../contracts/views.ts';

/** A text asked for, and everything that its answer must share with it. */
export interface SemanticQuestion {
  /** Hex digest of the request without its compared text. */
  partition: string;
  text: string;
  /** Share of answers that should be right, instead of the one in settings; null or left out leaves it to them. */
  target?: number | null;
}

/** A stored entry that the decision lets answer. */
export interface SemanticHit {
  entryId: string;
  cosine: number;
  confidence: number;
}

export interface SemanticAnswer {
  reason: LookupReason;
  /** Entries that may answer, surest first: the first may be too old for the request. None is a miss. */
  hits: readonly SemanticHit[];
  /** All the decision rests on, for headers, log and console; null when nothing was compared. */
  lookup: SemanticLookup | null;
  /** Vector of the asked text, when the models made it: kept for storing the fresh answer. */
  vector: Float32Array | null;
}

/** Finds stored answers by meaning. Never rejects: whatever fails is a miss with its reason. */
export interface Matcher {
  find: (question: SemanticQuestion) => Promise<SemanticAnswer>;
  /** Makes a stored entry findable, later when its vector has yet to be made. Never throws. */
  remember: (entryId: string, question: SemanticQuestion, vector: Float32Array | null) => void;
}
