import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Embedding } from '../../src-core/ports/model-runner.ts';
import { jobResultSchema, type Job } from './model-job.ts';
import { openModelCache } from './model-cache.ts';

/** The shipped models over many texts at once: two worker processes, each text and pair run alone, results cached. */
export interface LocalModels {
  embed: (texts: readonly string[]) => Promise<Map<string, Embedding>>;
  /** Logit per pair, in order. */
  verify: (pairs: readonly { stored: string; asked: string }[]) => Promise<number[]>;
  close: () => void;
}

export interface LocalModelOptions {
  workers: number;
  /** File that keeps vectors and logits between runs; null forgets them. */
  cacheFile: string | null;
}

type Item = Job['items'][number];
const itemsPerJob = 64;

export function startLocalModels(options: LocalModelOptions): LocalModels {
  const cache = openModelCache(options.cacheFile);
  const workers: Worker[] = [];
  const startWorkers = async (): Promise<Worker[]> => {
    while (workers.length < options.workers) workers.push(startWorker());
    await Promise.all(workers.map((worker) => worker.ready));
    return workers;
  };

  const run = async (items: readonly Item[]): Promise<void> => {
    const missing = [...new Map(items.map((item) => [keyOf(item), item]))].filter(([key]) => !cache.get(key));
    if (missing.length === 0) return;
    const jobs = chunks(missing, itemsPerJob);
    let next = 0;
    await Promise.all(
      (await startWorkers()).map(async (worker) => {
        for (let job = jobs[next++]; job; job = jobs[next++]) {
          const values = await worker.run(job.map(([, item]) => item));
          cache.put(job.map(([key], index) => ({ key, values: values[index] ?? [] })));
        }
      }),
    );
  };
  const known = (item: Item): Float32Array => {
    const values = cache.get(keyOf(item));
    if (!values) throw new Error('a figure of the models is missing after its run');
    return values;
  };

  return {
    embed: async (texts) => {
      const items = [...new Set(texts)].map((text) => ({ text, asked: null }));
      await run(items);
      return new Map(items.map((item) => [item.text, readEmbedding(known(item))]));
    },
    verify: async (pairs) => {
      const items = pairs.map(({ stored, asked }) => ({ text: stored, asked }));
      await run(items);
      return items.map((item) => known(item)[0] ?? Number.NaN);
    },
    close: () => {
      for (const worker of workers) worker.process.kill();
      cache.close();
    },
  };
}

interface Worker {
  process: ChildProcess;
  ready: Promise<unknown>;
  run: (items: Item[]) => Promise<number[][]>;
}

function startWorker(): Worker {
  const child = fork(fileURLToPath(new URL('model-worker.ts', import.meta.url)), { stdio: ['ignore', 2, 2, 'ipc'] });
  let lastId = 0;
  const resultOf = (id: number) =>
    new Promise<number[][]>((resolve, reject) => {
      const onExit = (): void => reject(new Error('a model worker ended early'));
      const onMessage = (message: unknown): void => {
        const result = jobResultSchema.parse(message);
        if (result.id !== id) return;
        child.off('message', onMessage).off('exit', onExit);
        resolve(result.values);
      };
      child.on('message', onMessage).once('exit', onExit);
    });
  return {
    process: child,
    ready: resultOf(-1),
    run: async (items) => {
      const id = ++lastId;
      const result = resultOf(id);
      child.send({ id, items });
      return result;
    },
  };
}

function readEmbedding(values: Float32Array): Embedding {
  return { vector: values.subarray(0, -2), unknownShare: values.at(-2) ?? 0, pieces: values.at(-1) ?? 0 };
}

function keyOf(item: Item): string {
  return item.asked === null ? `embed with pieces\0${item.text}` : `verify\0${item.text}\0${item.asked}`;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
