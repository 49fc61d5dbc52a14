/** The stored vector of an entry: what the index is rebuilt from. */
export interface VectorRow {
  /** Entry id. */
  id: string;
  partition: string;
  /** The compared text, as the request had it. */
  text: string;
  /** Unit length. */
  vector: Float32Array;
}

/** Stored vectors, the truth that every index is reconciled with. A row goes with its entry, whatever removes that. */
export interface VectorRows {
  /**
   * Rows of one model identity in ascending order of id, those after `afterId` (all when null), at most `limit`; fewer
   * mean that these were the last. Read in one go: no row may be removed between reading and returning.
   */
  all: (modelIdentity: string, afterId: string | null, limit: number) => VectorRow[];
  /** The row of a live entry. */
  get: (id: string) => VectorRow | undefined;
  /** Adds or replaces the vector of an entry that exists. */
  put: (row: VectorRow, modelIdentity: string) => void;
}
