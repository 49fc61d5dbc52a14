import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SemcacheError } from './contracts/errors.ts';
import { shippedModel, type Models, type ModelView } from './contracts/models.ts';
import type { Settings, SettingsPatch } from './contracts/settings.ts';
import type { ModelOperationDeps } from './admin/model-operations.ts';
import type { Semantics } from './core-semantics.ts';
import { createModelLibrary, type ModelLibrary } from './matching/library/model-library.ts';
import { probeModel } from './matching/models/probe-model.ts';
import type { SpawnModelProcess } from './matching/models/model-worker.ts';
import type { CountFailure, Host } from './ports/host.ts';
import type { HttpRequest } from './ports/http-request.ts';

/** Where models are downloaded from, unless the variable that every tool of the hub knows names another. */
const hubEndpoint = 'https://huggingface.co';

export interface LibraryParts {
  dataDir: string;
  env: Readonly<Record<string, string | undefined>>;
  request: HttpRequest;
  spawn: SpawnModelProcess;
  version: string;
  host: Host;
  countFailure: CountFailure;
  onChange: () => void;
}

/** The owner's downloaded models, below the data folder. */
export function openLibrary({ dataDir, env, request, spawn, version, host, ...rest }: LibraryParts): ModelLibrary {
  const { clock, logger } = host;
  return createModelLibrary({
    folder: join(dataDir, 'models'),
    endpoint: env['HF_ENDPOINT'] || hubEndpoint,
    request,
    probe: (modelsFolder, name) => probeModel({ modelsFolder, appVersion: version, spawn, clock, logger }, name),
    now: clock.now,
    ...rest,
  });
}

/** What the owner can do about embedding models. */
export function assembleModels(parts: {
  library: ModelLibrary;
  modelsDir: string | null;
  semantics: Pick<Semantics, 'finderProblem' | 'usesFinder'>;
  settings: { current: () => Settings; change: (patch: SettingsPatch) => string[] };
}): ModelOperationDeps['models'] {
  const { library, semantics, settings } = parts;
  const list = async (): Promise<Models> => {
    const chosen = settings.current().matching.model;
    const shipped: ModelView = {
      name: shippedModel,
      shipped: true,
      inUse: !semantics.usesFinder(),
      problem: parts.modelsDir === null ? 'It is not installed.' : null,
      revision: null,
      bytes: parts.modelsDir === null ? 0 : await bytesIn(join(parts.modelsDir, shippedModel)),
      dimensions: 384,
      installedAt: null,
    };
    const installed = (await library.installed()).map(
      ({ name, revision, dimensions, installedAt, files }): ModelView => ({
        name,
        shipped: false,
        inUse: name === chosen && semantics.usesFinder(),
        problem: name === chosen ? semantics.finderProblem() : null,
        revision,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
        dimensions,
        installedAt,
      }),
    );
    return { items: [shipped, ...installed], ...library.progress() };
  };
  return {
    list,
    download: async ({ name, revision }) => {
      if (name === settings.current().matching.model)
        throw new SemcacheError('conflict', `${name} is in use; use ${shippedModel} first.`);
      await library.download(name, revision);
      return list();
    },
    cancel: async () => ({ cancelled: await library.cancel() }),
    use: async (name) => {
      if (name !== shippedModel) await library.verify(name);
      settings.change({ matching: { model: name } });
      return list();
    },
  };
}

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}
