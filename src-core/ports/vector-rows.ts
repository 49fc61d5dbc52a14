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
   * Where the entries of one model identity belong, in ascending order of id, those after `afterId` (all when null), at most
   * `limit`; fewer mean that these were the last. Read in one go: no row may be removed between reading and returning.
   */
  places: (modelIdentity: string, afterId: string | null, limit: number) => Pick<VectorRow, 'id' | 'partition'>[];
  /** The vector of a live entry; undefined when it is gone, still to be made, or cannot be opened. */
  vectorOf: (id: string) => Float32Array | undefined;
  /** Rows whose vector is still to be made by this model: at most `limit`, of live entries. Their `vector` is empty. */
  waiting: (modelIdentity: string, limit: number) => VectorRow[];
  /** Keeps the compared text of an entry whose vector cannot be made now. */
  defer: (row: Omit<VectorRow, 'vector'>) => void;
  /** Forgets the compared text of an entry: it may not be compared after all. */
  drop: (id: string) => void;
  /** The row of a live entry. */
  get: (id: string) => VectorRow | undefined;
  /** Adds or replaces the vector of an entry that exists. */
  put: (row: VectorRow, modelIdentity: string) => void;
}
