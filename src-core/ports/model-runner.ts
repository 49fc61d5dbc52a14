/** What the embedder and the verifier can do right now; `reason` says why it is not `ready`. */
export interface ModelState {
  state: 'starting' | 'ready' | 'restarting' | 'off';
  reason: string | null;
  /** How the models run, from fastest to none: see docs/models. */
  backend: 'native' | 'native-careful' | 'wasm' | 'none';
  /** Requests that wait for the models. */
  queueLength: number;
  restarts: number;
}

/** An embedded text: unit length, 384 numbers for the shipped model. */
export interface Embedding {
  vector: Float32Array;
  /** Word pieces of the text before any cut, special tokens left out. */
  pieces: number;
  /** Share of pieces, 0..1, that the model does not know; high for scripts it was not trained on. */
  unknownShare: number;
}

/**
 * The models in a process of their own. Every call may reject (not ready, queue full, time-out, crash): callers treat
 * that as a miss and count it.
 */
export interface ModelRunner {
  /** Names and versions of both models with the digest of their weights: vectors of another identity are not comparable. */
  identity: () => string;
  state: () => ModelState;
  embed: (text: string) => Promise<Embedding>;
  /** Logit of the verifier per pair, higher is safer: mean of both orders. `stored` is in the cache, `asked` asks. */
  verify: (pairs: readonly { stored: string; asked: string }[]) => Promise<number[]>;
  close: () => Promise<void>;
}
