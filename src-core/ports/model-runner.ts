/** What the embedder and the verifier can do right now; `reason` says why it is not `ready`, or not on `native`. */
export interface ModelState {
  state: 'starting' | 'ready' | 'restarting' | 'off';
  reason: string | null;
  /** How the models run, from fastest to none: see docs/decisions/0007-models-process.md. */
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
 * Why the models did not answer: not up yet (`starting`, `restarting`), given up (`off`), too many wait (`queue-full`),
 * too slow (`timeout`), the process died under the request (`crashed`), it could not do this one (`failed`).
 */
export type ModelErrorCode = 'starting' | 'restarting' | 'off' | 'queue-full' | 'timeout' | 'crashed' | 'failed';

/** The one way in which a ModelRunner rejects. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The models in a process of their own. Every call may reject with a ModelError (not ready, queue full, time-out,
 * crash): callers treat that as a miss and count it.
 */
export interface ModelRunner {
  /**
   * Names and versions of both models with the digest of their weights: vectors of another identity are not comparable.
   * Empty until the models were ready once on this machine.
   */
  identity: () => string;
  state: () => ModelState;
  embed: (text: string) => Promise<Embedding>;
  /** Logit of the verifier per pair, higher is safer: mean of both orders. `stored` is in the cache, `asked` asks. */
  verify: (pairs: readonly { stored: string; asked: string }[]) => Promise<number[]>;
  close: () => Promise<void>;
}
