import { join } from 'node:path';
import { SemcacheError } from './contracts/errors.ts';
import type { Settings } from './contracts/settings.ts';
import type { HealthItem } from './contracts/views.ts';
import type { SpawnModelProcess } from './matching/models/model-worker.ts';
import { startModelRunner, type ManagedModelRunner } from './matching/models/model-runner.ts';
import { compareAnswers, type AnswerComparison } from './matching/compare-answers.ts';
import { testText, type TestedText } from './matching/match-test.ts';
import { createMatcher, targetOf, type ManagedMatcher } from './matching/semantic-matcher.ts';
import type { CountFailure, Host } from './ports/host.ts';
import type { MarkStore } from './ports/mark-store.ts';
import type { ModelRunner } from './ports/model-runner.ts';
import type { VectorRows } from './ports/vector-rows.ts';
import { createVectorIndex } from './vector/create-vector-index.ts';
import { loadHnswlib } from './vector/load-hnswlib.ts';

export interface SemanticsOptions {
  host: Host;
  dataDir: string;
  /** Folder with a folder per model; null runs without models. */
  modelsDir: string | null;
  spawn: SpawnModelProcess;
  version: string;
  settings: () => Settings['matching'];
  rows: VectorRows;
  marks: MarkStore;
  countFailure: CountFailure;
  onChange: () => void;
}

export interface Semantics {
  matcher: ManagedMatcher;
  health: () => HealthItem[];
  /** Tries a text against everything stored. Throws SemcacheError conflict while the models are not ready. */
  testText: (question: Parameters<typeof testText>[1]) => Promise<TestedText>;
  /** Whether two answers say the same. Rejects while the models are not ready. */
  compareAnswers: (stored: string, fresh: string) => Promise<AnswerComparison>;
  /** Vectors in the index. */
  size: () => number;
  isReady: () => boolean;
  /** Starts or stops the models after a change of settings. */
  apply: () => void;
  /** Brings the index in line with the store after entries went or came back, and saves it. */
  maintain: () => void;
  /** Resolves when models are ready or off and every vector is made. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
}

/** Numbers per vector of the shipped embedder. */
const dimensions = 384;

/** Puts the semantic stage together: models, index, matcher. Nothing in here can fail a request. */
export async function startSemantics(options: SemanticsOptions): Promise<Semantics> {
  const { host, countFailure } = options;
  const hnswlib = await loadHnswlib();
  const index = createVectorIndex({ dimensions, hnswlib, countFailure });
  const folder = join(options.dataDir, 'vectors');
  let runner: ManagedModelRunner | undefined;
  let indexed: Promise<unknown> = Promise.resolve();
  let indexedFor = '';
  let closed = false;

  const reconcile = (): void => {
    const identity = models.identity();
    if (closed || identity === '') return;
    indexed = indexed.then(() => bringInLine(identity));
  };
  const bringInLine = async (identity: string): Promise<void> => {
    try {
      if (indexedFor !== identity) await index.loadFrom(folder, identity);
      indexedFor = identity;
      await index.reconcile(options.rows, identity);
    } catch (error) {
      countFailure('vector_index_failed', error);
    }
  };
  const models: Pick<ModelRunner, 'identity' | 'state' | 'embed' | 'verify'> = {
    identity: () => runner?.identity() ?? '',
    state: () => runner?.state() ?? { state: 'off', reason: null, backend: 'none', queueLength: 0, restarts: 0 },
    embed: (text) => (runner === undefined ? Promise.reject(new Error('the models are off')) : runner.embed(text)),
    verify: (pairs) => (runner === undefined ? Promise.reject(new Error('the models are off')) : runner.verify(pairs)),
  };
  const matching = {
    settings: options.settings,
    models,
    index,
    rows: options.rows,
    marks: options.marks,
    countFailure,
  };
  const matcher = createMatcher(matching);
  let wasReady = false;
  const onModels = (): void => {
    const ready = models.state().state === 'ready';
    if (ready && !wasReady) {
      reconcile();
      matcher.backfill();
    }
    wasReady = ready;
    options.onChange();
  };

  const apply = (): void => {
    const wanted = targetOf(options.settings()) !== null && options.modelsDir !== null && !closed;
    if (wanted && runner === undefined) {
      runner = startModelRunner({
        modelsFolder: options.modelsDir ?? '',
        embedder: 'all-MiniLM-L6-v2',
        verifier: 'semcache-verifier',
        memoryPath: join(options.dataDir, 'models.json'),
        appVersion: options.version,
        spawn: options.spawn,
        clock: host.clock,
        logger: host.logger,
        countFailure,
        onChange: onModels,
      });
    } else if (!wanted && runner !== undefined) {
      const stopping = runner;
      runner = undefined;
      wasReady = false;
      stopping.close().catch((error: unknown) => countFailure('models_close_failed', error));
    }
  };
  apply();

  const save = async (): Promise<void> => {
    if (indexedFor === '' || index.size() === 0) return;
    await index.saveTo(folder, indexedFor).catch((error: unknown) => countFailure('vector_index_save_failed', error));
  };

  return {
    matcher,
    compareAnswers: (stored, fresh) => compareAnswers(models, stored, fresh),
    testText: async (question) => {
      if (models.state().state !== 'ready') {
        throw new SemcacheError(
          'conflict',
          `The models are not ready: ${models.state().reason ?? models.state().state}.`,
        );
      }
      return testText(matching, question);
    },
    size: () => index.size(),
    isReady: () => models.state().state === 'ready',
    health: () => semanticHealth(models, index, options, hnswlib.available),
    apply,
    maintain: () => {
      reconcile();
      matcher.backfill();
      indexed = indexed.then(save);
    },
    settled: async () => {
      await runner?.started();
      await indexed;
      await matcher.settled();
    },
    close: async () => {
      closed = true;
      await runner?.close();
      await matcher.settled();
      index.close();
      await indexed;
      await save();
    },
  };
}

function semanticHealth(
  models: Pick<ModelRunner, 'state'>,
  index: { size: () => number; kind: () => string },
  options: SemanticsOptions,
  hasGraphs: boolean,
): HealthItem[] {
  const { state, reason, queueLength } = models.state();
  const off = targetOf(options.settings()) === null ? 'Matching by meaning is switched off.' : null;
  const missing = options.modelsDir === null ? 'The models are not installed.' : null;
  const states = {
    starting: 'starting',
    ready: 'ok',
    restarting: 'degraded',
    off: off === null ? 'down' : 'ok',
  } as const;
  return [
    {
      part: 'models',
      state: states[state],
      reason: off ?? missing ?? reason ?? (queueLength > 0 ? `${String(queueLength)} texts wait` : null),
    },
    {
      part: 'index',
      state: hasGraphs ? 'ok' : 'degraded',
      reason: hasGraphs
        ? `${String(index.size())} vectors (${index.kind()})`
        : `${String(index.size())} vectors; hnswlib-node is not installed, so large partitions are searched one by one.`,
    },
  ];
}
