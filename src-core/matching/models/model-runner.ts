import type { Clock, CountFailure, Logger } from '../../ports/host.ts';
import { ModelError, type ModelRunner, type ModelState } from '../../ports/model-runner.ts';
import { errorText } from '../../support/error-text.ts';
import { forgetBackend, recallBackend, rememberBackend } from './backend-memory.ts';
import { Fallback, type FallbackLimits } from './fallback.ts';
import type { ModelWorker, SpawnModelProcess } from './model-worker.ts';
import { replySchema, type ModelReply } from './protocol.ts';
import { RequestQueue, type QueueLimits } from './request-queue.ts';
import { modelNames, readFingerprint } from './weights-identity.ts';

export interface ModelLimits extends QueueLimits, FallbackLimits {
  /** Longest text sent, in UTF-16 units; of a longer one only its beginning is embedded and counted. */
  maxTextLength: number;
  loadTimeoutMs: number;
  /** Pause before the first restart; doubles with each crash up to the maximum, until it ran healthily for a while. */
  firstBackoffMs: number;
  maxBackoffMs: number;
  healthyAfterMs: number;
}

export const defaultModelLimits: ModelLimits = {
  maxWaiting: 64,
  requestTimeoutMs: 2000,
  hangMs: 10_000,
  maxCrashes: 3,
  crashWindowMs: 300_000,
  maxTextLength: 16_384,
  loadTimeoutMs: 30_000,
  firstBackoffMs: 250,
  maxBackoffMs: 30_000,
  healthyAfterMs: 60_000,
};

export interface ModelRunnerOptions {
  /** Folder with a folder per model, as shipped in models/. */
  modelsFolder: string;
  embedder: string;
  /** Null runs the embedder alone; `verify` then rejects. */
  verifier: string | null;
  /** Small JSON file in the data folder: which way of running works on this machine. */
  memoryPath: string;
  appVersion: string;
  spawn: SpawnModelProcess;
  clock: Clock;
  logger: Logger;
  countFailure: CountFailure;
  /** Called after every change of state(), for the console. */
  onChange: () => void;
  /** Threads of each model; 1 when left out. */
  threads?: number;
  limits?: Partial<ModelLimits>;
}

/** What the host needs beyond asking the models. */
export interface ManagedModelRunner extends ModelRunner {
  /** Resolves once the models are ready, or off for good, for the first time; tells which. */
  started: () => Promise<ModelState>;
  /** Forgets what did not work and tries the fastest way again. */
  retry: () => Promise<void>;
}

/** Starts the models' process and keeps it running; returns at once, requests before it is ready reject. */
export function startModelRunner(options: ModelRunnerOptions): ManagedModelRunner {
  return new Runner(options);
}

class Runner implements ManagedModelRunner {
  readonly #options: ModelRunnerOptions;
  readonly #limits: ModelLimits;
  readonly #queue: RequestQueue;
  readonly #started = Promise.withResolvers<undefined>();
  #fallback: Fallback;
  #state: ModelState['state'] = 'starting';
  #worker: { process: ModelWorker; gone: Promise<unknown> } | null = null;
  #timer: NodeJS.Timeout | undefined;
  #identity = '';
  #fingerprint = '';
  #restarts = 0;
  #crashesInARow = 0;
  #closed = false;
  /** The last write of the memory file; one at a time. */
  #remembered = Promise.resolve();

  constructor(options: ModelRunnerOptions) {
    this.#options = options;
    this.#limits = { ...defaultModelLimits, ...options.limits };
    this.#fallback = new Fallback(this.#limits, 'native', null);
    this.#queue = new RequestQueue(
      this.#limits,
      (request) => this.#worker?.process.send(request),
      () => this.#worker?.process.kill(),
    );
    void this.#begin();
  }

  identity(): string {
    return this.#identity;
  }

  state(): ModelState {
    return {
      state: this.#state,
      reason: this.#closed ? 'closed' : this.#fallback.reason,
      backend: this.#fallback.backend,
      queueLength: this.#queue.length,
      restarts: this.#restarts,
    };
  }

  async embed(text: string) {
    const reply = await this.#ask({ type: 'embed', text: text.slice(0, this.#limits.maxTextLength) });
    if (reply.type !== 'embedded') throw new ModelError('failed', `answered ${reply.type} to embed`);
    return reply.embedding;
  }

  async verify(pairs: readonly { stored: string; asked: string }[]): Promise<number[]> {
    if (pairs.length === 0) return [];
    const cut = (text: string) => text.slice(0, this.#limits.maxTextLength);
    const cutPairs = pairs.map(({ stored, asked }) => ({ stored: cut(stored), asked: cut(asked) }));
    const reply = await this.#ask({ type: 'verify', pairs: cutPairs });
    if (reply.type !== 'verified' || reply.logits.length !== pairs.length) {
      throw new ModelError('failed', `answered ${reply.type} to verify`);
    }
    return reply.logits;
  }

  async started(): Promise<ModelState> {
    await this.#started.promise;
    return this.state();
  }

  async retry(): Promise<void> {
    if (this.#closed) return;
    await this.#remembered;
    await forgetBackend(this.#options.memoryPath);
    this.#fallback = new Fallback(this.#limits, 'native', null);
    this.#crashesInARow = 0;
    await this.#relaunch(new ModelError('restarting', 'the models are started anew'), 'restarting');
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#become('off');
    await this.#stopWorker(new ModelError('off', 'the models are closed'));
    await this.#remembered;
  }

  #ask(work: Parameters<RequestQueue['ask']>[0]): Promise<ModelReply> {
    if (this.#state === 'ready') return this.#queue.ask(work);
    return Promise.reject(new ModelError(this.#state, this.state().reason ?? `the models are ${this.#state}`));
  }

  async #begin(): Promise<void> {
    const { modelsFolder, embedder, verifier, memoryPath, appVersion, clock } = this.#options;
    this.#fingerprint = await readFingerprint(modelsFolder, modelNames({ embedder, verifier }));
    const memory = await recallBackend(memoryPath, {
      appVersion,
      fingerprint: this.#fingerprint,
      nowMs: clock.now(),
    });
    if (this.#closed) return;
    if (memory !== null) {
      this.#identity = memory.identity ?? '';
      this.#fallback = new Fallback(this.#limits, memory.backend, memory.reason);
    }
    this.#launch('starting');
  }

  #launch(state: 'starting' | 'restarting'): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const { modelsFolder, embedder, verifier, spawn } = this.#options;
    const { backend } = this.#fallback;
    if (backend === 'none') {
      this.#become('off');
      return;
    }
    const gone = Promise.withResolvers<undefined>();
    let worker: ModelWorker;
    try {
      worker = spawn({
        onMessage: (message) => {
          if (this.#worker?.process === worker) this.#receive(message);
        },
        onExit: (how, lastWords) => {
          gone.resolve(undefined);
          if (this.#worker?.process === worker) this.#crashed(how, lastWords);
        },
      });
    } catch (error) {
      this.#crashed(errorText(error), '');
      return;
    }
    this.#worker = { process: worker, gone: gone.promise };
    const { threads } = this.#options;
    const identity = this.#identity || null;
    worker.send({
      type: 'load',
      modelsFolder,
      embedder,
      verifier,
      backend,
      identity,
      ...(threads === undefined ? {} : { threads }),
    });
    this.#timer = setTimeout(() => worker.kill(), this.#limits.loadTimeoutMs);
    this.#become(state);
  }

  #receive(message: unknown): void {
    const parsed = replySchema.safeParse(message);
    if (!parsed.success) {
      this.#options.countFailure('models_reply_invalid', parsed.error);
      this.#worker?.process.kill();
      return;
    }
    const reply = parsed.data;
    if (reply.type === 'ready') this.#ready(reply.identity, reply.loadMs);
    else if (reply.type === 'load-failed') this.#loadFailed(reply.message);
    else this.#queue.answer(reply);
  }

  #ready(identity: string, loadMs: number): void {
    const { backend } = this.#fallback;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#crashesInARow = 0;
    }, this.#limits.healthyAfterMs);
    this.#timer.unref();
    this.#identity = identity;
    this.#options.logger.info('models_ready', { backend, identity, loadMs: Math.round(loadMs) });
    this.#remember();
    this.#become('ready');
  }

  /** The same files would fail in the same way again: on to the next step at once. */
  #loadFailed(message: string): void {
    this.#fallback.stepDown(message);
    this.#options.countFailure('models_load_failed', new Error(message));
    void this.#relaunch(new ModelError('crashed', message), this.#state === 'restarting' ? 'restarting' : 'starting');
    this.#remember();
  }

  #crashed(how: string, lastWords: string): void {
    clearTimeout(this.#timer);
    this.#worker = null;
    this.#restarts += 1;
    this.#queue.rejectAll(new ModelError('crashed', `the models' process ended with ${how}`));
    this.#options.countFailure('models_crashed', new Error(lastWords === '' ? how : `${how}: ${lastWords}`));
    if (this.#fallback.crashed(this.#options.clock.monotonic(), how)) this.#remember();
    const { firstBackoffMs, maxBackoffMs } = this.#limits;
    const pauseMs = Math.min(firstBackoffMs * 2 ** this.#crashesInARow, maxBackoffMs);
    this.#crashesInARow += 1;
    this.#become('restarting');
    this.#timer = setTimeout(() => this.#launch('restarting'), pauseMs);
  }

  async #relaunch(error: ModelError, state: 'starting' | 'restarting'): Promise<void> {
    await this.#stopWorker(error);
    this.#launch(state);
  }

  async #stopWorker(error: ModelError): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = null;
    this.#queue.rejectAll(error);
    worker?.process.kill();
    await worker?.gone;
  }

  #become(state: ModelState['state']): void {
    this.#state = state;
    if (state === 'ready' || state === 'off') this.#started.resolve(undefined);
    this.#options.onChange();
  }

  #remember(): void {
    const { memoryPath, appVersion, clock, countFailure } = this.#options;
    const { backend, reason } = this.#fallback;
    const fingerprint = this.#fingerprint;
    const memory = { appVersion, fingerprint, backend, reason, at: clock.now(), identity: this.#identity || null };
    this.#remembered = this.#remembered
      .then(() => rememberBackend(memoryPath, memory))
      .catch((error: unknown) => countFailure('models_memory_failed', error));
  }
}
