import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SemcacheError } from '../../contracts/errors.ts';
import type { Models } from '../../contracts/models.ts';
import type { CountFailure } from '../../ports/host.ts';
import type { HttpRequest } from '../../ports/http-request.ts';
import { errorText } from '../../support/error-text.ts';
import { downloadModel, planModel, type PlannedModel } from './download-model.ts';
import { listInstalled, manifestFile, verifyInstalled, type InstalledModel } from './installed-model.ts';

export interface ModelLibraryOptions {
  /** Folder of downloaded models, made when the first one comes. */
  folder: string;
  /** Base URL of the hub. */
  endpoint: string;
  request: HttpRequest;
  /** Runs the embedder `name` of a folder once; resolves to the numbers per vector. Rejects when it cannot. */
  probe: (modelsFolder: string, name: string) => Promise<number>;
  now: () => number;
  countFailure: CountFailure;
  onChange: () => void;
}

/** Models that the owner downloaded by name. The network is asked in `download` only. */
export interface ModelLibrary {
  readonly folder: string;
  installed: () => Promise<InstalledModel[]>;
  /** The model, once its files were found unchanged. Throws model_not_found or model_damaged. */
  verify: (name: string) => Promise<InstalledModel>;
  /**
   * Begins a download; resolves once the hub has named every file. What happens afterwards is in `progress`. Throws
   * conflict while another goes on, and hub_unreachable, model_not_found, model_unusable, disk_full.
   */
  download: (name: string, revision: string) => Promise<void>;
  /** Ends the download and removes what came of it; false when there is none. */
  cancel: () => Promise<boolean>;
  progress: () => Pick<Models, 'download' | 'failure'>;
  /** Resolves when no download goes on. */
  settled: () => Promise<void>;
}

interface Running {
  abort: AbortController;
  progress: NonNullable<Models['download']>;
  ended: Promise<void>;
}

/** Downloads go here first: a folder is a model only when it is whole. The dot keeps it out of the list. */
const partialFolder = '.partial';

export function createModelLibrary(options: ModelLibraryOptions): ModelLibrary {
  const { folder, endpoint, request, onChange } = options;
  let running: Running | null = null;
  let failure: Models['failure'] = null;

  const finish = async (plan: PlannedModel, current: Omit<Running, 'ended'>): Promise<void> => {
    const { abort, progress } = current;
    const onBytes = (count: number): void => {
      progress.receivedBytes += count;
      onChange();
    };
    try {
      await fetchAndInstall(options, plan, abort.signal, onBytes);
    } catch (error) {
      if (!abort.signal.aborted) failure = describeFailure(plan.place.name, error, options.countFailure);
    }
  };

  return {
    folder,
    installed: () => listInstalled(folder),
    verify: (name) => verifyInstalled(folder, name),
    progress: () => ({ download: running?.progress ?? null, failure }),
    settled: () => running?.ended ?? Promise.resolve(),
    cancel: async () => {
      if (running === null) return false;
      running.abort.abort();
      await running.ended;
      return true;
    },
    download: async (name, revision) => {
      if (running !== null)
        throw new SemcacheError('conflict', `${running.progress.name} is being downloaded; cancel that first.`);
      failure = null;
      const progress = { name, revision, receivedBytes: 0, totalBytes: 0 };
      const abort = new AbortController();
      const ended = Promise.withResolvers<void>();
      running = { abort, progress, ended: ended.promise };
      const end = (): void => {
        running = null;
        ended.resolve();
        onChange();
      };
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const plan = await planModel(request, { endpoint, name, revision }, folder, abort.signal);
        progress.totalBytes = plan.totalBytes;
        onChange();
        void finish(plan, { abort, progress }).finally(end);
      } catch (error) {
        end();
        throw abort.signal.aborted ? new SemcacheError('conflict', `The download of ${name} was cancelled.`) : error;
      }
    },
  };
}

/** Into a folder aside, tried out, and only then renamed into its place. */
async function fetchAndInstall(
  { folder, request, probe, now }: ModelLibraryOptions,
  plan: PlannedModel,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<void> {
  const aside = join(folder, partialFolder);
  const { name, revision } = plan.place;
  await rm(aside, { recursive: true, force: true });
  try {
    const files = await downloadModel(request, plan, join(aside, name), { signal, onBytes });
    const dimensions = await tryOut(probe, aside, name);
    signal.throwIfAborted();
    const manifest: InstalledModel = { format: 1, name, revision, installedAt: now(), dimensions, files };
    await writeFile(join(aside, name, manifestFile), JSON.stringify(manifest, null, 2), { mode: 0o600 });
    await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    await rm(join(folder, name), { recursive: true, force: true });
    await rename(join(aside, name), join(folder, name));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function tryOut(probe: ModelLibraryOptions['probe'], folder: string, name: string): Promise<number> {
  const dimensions = await probe(folder, name).catch((cause: unknown) => {
    throw new SemcacheError('model_unusable', `${name} cannot be run as an embedding model: ${errorText(cause)}`, {
      cause,
    });
  });
  // Vectors are compared four numbers at a time.
  if (dimensions % 4 !== 0) throw new SemcacheError('model_unusable', `${name} gives ${String(dimensions)} numbers.`);
  return dimensions;
}

function describeFailure(name: string, error: unknown, countFailure: CountFailure): NonNullable<Models['failure']> {
  if (error instanceof SemcacheError) return { name, code: error.code, message: error.message };
  countFailure('model_download_failed', error);
  return { name, code: 'internal', message: errorText(error) };
}
