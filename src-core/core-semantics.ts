import { join } from 'node:path';
import { SemcacheError } from './contracts/errors.ts';
import { shippedModel } from './contracts/models.ts';
import type { Settings } from './contracts/settings.ts';
import type { HealthItem } from './contracts/views.ts';
import { createSpaces, type ReadyEmbedder } from './core-spaces.ts';
import { compareAnswers, type AnswerComparison } from './matching/compare-answers.ts';
import { startFinder, type Finder } from './matching/finder.ts';
import type { ModelLibrary } from './matching/library/model-library.ts';
import { testText, type TestedText } from './matching/match-test.ts';
import type { MatcherDeps } from './matching/matcher-deps.ts';
import { startModelRunner, type ManagedModelRunner } from './matching/models/model-runner.ts';
import type { SpawnModelProcess } from './matching/models/model-worker.ts';
import { createMatcher, targetOf, type ManagedMatcher } from './matching/semantic-matcher.ts';
import { createTextVectors } from './matching/text-vectors.ts';
import type { CountFailure, Host } from './ports/host.ts';
import type { MarkStore } from './ports/mark-store.ts';
import type { ModelRunner } from './ports/model-runner.ts';
import type { VectorRows } from './ports/vector-rows.ts';
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
  /** Whether vectors may be saved outside of the store. */
  mayBeOnDisk: () => boolean;
  marks: MarkStore;
  /** Embedders that the owner downloaded. */
  library: Pick<ModelLibrary, 'verify' | 'folder'>;
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
  /** Why the chosen embedder is not used, in words; null when it is, or when it is the shipped one. */
  finderProblem: () => string | null;
  /** Whether a downloaded embedder finds candidates, or soon will. */
  usesFinder: () => boolean;
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
const shippedDimensions = 384;

/** Puts the semantic stage together: models, index, matcher. Nothing in here can fail a request. */
export async function startSemantics(options: SemanticsOptions): Promise<Semantics> {
  const { countFailure, rows } = options;
  const hnswlib = await loadHnswlib();
  const spaces = createSpaces({
    dataDir: options.dataDir,
    rows,
    hnswlib,
    dimensions: shippedDimensions,
    mayBeOnDisk: options.mayBeOnDisk,
    countFailure,
  });
  let runner: ManagedModelRunner | undefined;
  let finder: Finder | undefined;
  let closed = false;

  const models: MatcherDeps['models'] = {
    state: () => runner?.state() ?? { state: 'off', reason: null, backend: 'none', queueLength: 0, restarts: 0 },
    embed: (text) => (runner === undefined ? Promise.reject(new Error('the models are off')) : runner.embed(text)),
    verify: (pairs) => (runner === undefined ? Promise.reject(new Error('the models are off')) : runner.verify(pairs)),
  };
  /** What finds candidates from now on; null while that is not known. */
  const readyEmbedder = (): ReadyEmbedder | null => {
    if (runner?.state().state !== 'ready') return null;
    if (finder === undefined || finder.state().state === 'off')
      return { identity: runner.identity(), dimensions: shippedDimensions, embed: models.embed, decides: true };
    if (finder.state().state !== 'ready') return null;
    const { identity, dimensions, embed } = finder;
    return { identity: identity(), dimensions: dimensions(), embed, decides: false };
  };
  const matching: MatcherDeps = {
    settings: options.settings,
    models,
    space: spaces.current,
    vectorOf: createTextVectors(models),
    rows,
    marks: options.marks,
    countFailure,
  };
  const matcher = createMatcher(matching);
  let readyAs: string | null = null;
  const onModels = (): void => {
    const ready = readyEmbedder();
    if (ready !== null && ready.identity !== readyAs) {
      spaces.use(ready);
      spaces.reconcile();
      matcher.backfill();
    }
    readyAs = ready?.identity ?? null;
    options.onChange();
  };

  const stop = (stopping: { close: () => Promise<void> } | undefined): void => {
    stopping?.close().catch((error: unknown) => countFailure('models_close_failed', error));
  };
  let { threads } = options.settings();
  const apply = (): void => {
    const settings = options.settings();
    const { modelsDir } = options;
    const wanted = targetOf(settings) !== null && modelsDir !== null && !closed;
    if (!wanted || settings.threads !== threads) {
      stop(runner);
      runner = undefined;
    }
    threads = settings.threads;
    if (wanted) runner ??= startRunner(options, { modelsFolder: modelsDir, onChange: onModels });
    const chosen = wanted && settings.model !== shippedModel ? settings.model : undefined;
    if (finder?.name === chosen) return;
    stop(finder);
    finder = chosen === undefined ? undefined : beginFinder(options, chosen, onModels);
    onModels();
  };
  apply();

  return {
    matcher,
    compareAnswers: (stored, fresh) => compareAnswers(models, stored, fresh),
    testText: async (question) => {
      if (readyEmbedder() === null) {
        const { state, reason } = models.state();
        throw new SemcacheError('conflict', `The models are not ready: ${reason ?? state}.`);
      }
      return testText(matching, question);
    },
    finderProblem: () => (finder?.state().state === 'off' ? finder.state().reason : null),
    usesFinder: () => finder !== undefined && finder.state().state !== 'off',
    size: () => spaces.index().size(),
    isReady: () => readyEmbedder() !== null,
    health: () => semanticHealth(models, finder, spaces.index(), options, hnswlib.available),
    apply,
    maintain: () => {
      spaces.reconcile();
      matcher.backfill();
      spaces.save();
    },
    settled: async () => {
      await runner?.started();
      await finder?.started();
      await spaces.settled();
      await matcher.settled();
    },
    close: async () => {
      closed = true;
      await Promise.all([runner?.close(), finder?.close()]);
      await matcher.settled();
      await spaces.close();
    },
  };
}

function startRunner(
  { dataDir, spawn, version, host, settings, countFailure }: SemanticsOptions,
  { modelsFolder, onChange }: { modelsFolder: string; onChange: () => void },
): ManagedModelRunner {
  return startModelRunner({
    modelsFolder,
    threads: settings().threads,
    embedder: shippedModel,
    verifier: 'semcache-verifier',
    memoryPath: join(dataDir, 'models.json'),
    appVersion: version,
    spawn,
    clock: host.clock,
    logger: host.logger,
    countFailure,
    onChange,
  });
}

function beginFinder(options: SemanticsOptions, name: string, onChange: () => void): Finder {
  const { library, dataDir, spawn, version, host, countFailure } = options;
  return startFinder(name, {
    library,
    onChange,
    start: (embedder) =>
      startModelRunner({
        modelsFolder: library.folder,
        embedder,
        verifier: null,
        memoryPath: join(dataDir, 'finder.json'),
        appVersion: version,
        spawn,
        clock: host.clock,
        logger: host.logger,
        countFailure,
        onChange,
      }),
  });
}

function semanticHealth(
  models: Pick<ModelRunner, 'state'>,
  finder: Finder | undefined,
  index: { size: () => number; kind: () => string },
  options: SemanticsOptions,
  hasGraphs: boolean,
): HealthItem[] {
  const { state, reason, queueLength } = models.state();
  const off = targetOf(options.settings()) === null ? 'Matching by meaning is switched off.' : null;
  const missing = options.modelsDir === null ? 'The models are not installed.' : null;
  const finderOff =
    finder?.state().state === 'off' ? `${finder.name} is not used: ${finder.state().reason ?? ''}` : null;
  const states = {
    starting: 'starting',
    ready: 'ok',
    restarting: 'degraded',
    off: off === null ? 'down' : 'ok',
  } as const;
  return [
    {
      part: 'models',
      state: states[state] === 'ok' && finderOff !== null ? 'degraded' : states[state],
      reason: off ?? missing ?? reason ?? finderOff ?? (queueLength > 0 ? `${String(queueLength)} texts wait` : null),
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
