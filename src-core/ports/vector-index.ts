export interface Neighbour {
  /** Entry id. */
  id: string;
  /** Cosine similarity, -1..1. */
  cosine: number;
}

/**
 * Nearest neighbours within one partition: entries whose requests differ in nothing but the compared text. A partition
 * is never searched from another; that is the wall between namespaces, models, parameters and conversations.
 */
export interface VectorIndex {
  /** Adds or replaces the vector of an entry. Throws RangeError when it has other dimensions or is not of unit length. */
  add: (partition: string, id: string, vector: Float32Array) => void;
  remove: (id: string) => void;
  /** Whether a partition has any vector: tells cheaply that a search could find nothing. */
  holds: (partition: string) => boolean;
  /** At most k neighbours, nearest first, cosine at least `floor`. */
  search: (partition: string, vector: Float32Array, k: number, floor: number) => Neighbour[];
  /** Every partition that has a vector. */
  partitionNames: () => string[];
  size: () => number;
  /** Which implementation serves, for status. */
  kind: () => 'flat' | 'hnsw' | 'mixed';
}
