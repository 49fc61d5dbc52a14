import { SemcacheError } from '../contracts/errors.ts';
import type { ModelRunner, ModelState } from '../ports/model-runner.ts';
import { errorText } from '../support/error-text.ts';
import type { ModelLibrary } from './library/model-library.ts';
import type { ManagedModelRunner } from './models/model-runner.ts';

/** The embedder that the owner chose to find candidates with, in a process of its own. */
export interface Finder extends Pick<ModelRunner, 'identity' | 'embed' | 'close'> {
  readonly name: string;
  /** Numbers per vector; 0 before its files were verified. */
  dimensions: () => number;
  state: () => ModelState;
  /** Resolves once it is ready, or off for good. */
  started: () => Promise<void>;
}

/** Verifies a downloaded model and starts it. What goes wrong is in its state: then the shipped one finds candidates. */
export function startFinder(
  name: string,
  options: {
    library: Pick<ModelLibrary, 'verify'>;
    start: (name: string) => ManagedModelRunner;
    onChange: () => void;
  },
): Finder {
  let runner: ManagedModelRunner | null = null;
  let dimensions = 0;
  let problem: string | null = null;
  let closed = false;
  const begin = async (): Promise<void> => {
    try {
      ({ dimensions } = await options.library.verify(name));
      if (closed) return;
      runner = options.start(name);
      await runner.started();
    } catch (error) {
      problem = error instanceof SemcacheError ? error.message : errorText(error);
      options.onChange();
    }
  };
  const started = begin();
  return {
    name,
    dimensions: () => dimensions,
    identity: () => runner?.identity() ?? '',
    state: () => {
      const waiting = { backend: 'none', queueLength: 0, restarts: 0 } as const;
      if (problem !== null) return { state: 'off', reason: problem, ...waiting };
      return runner?.state() ?? { state: 'starting', reason: null, ...waiting };
    },
    embed: (text) => (runner === null ? Promise.reject(new Error(`${name} is not loaded`)) : runner.embed(text)),
    started: () => started,
    close: async () => {
      closed = true;
      await runner?.close();
      await started;
    },
  };
}
