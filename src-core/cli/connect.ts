import { join } from 'node:path';
import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import { operations, type OperationInput, type OperationName, type OperationResult } from '../contracts/operations.ts';
import { confBackend, createNodeHost, readInstance, startCore } from '../index.ts';
import { settingsFileName, type PackagePlace } from './paths.ts';

export interface Connection {
  /** Base URL of the running instance; null when this command opened the folder itself. */
  url: string | null;
  token: string | null;
  call: <Name extends OperationName>(name: Name, params: OperationInput<Name>) => Promise<OperationResult<Name>>;
  close: () => Promise<void>;
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);

/** An operation failed; `code` is the stable code of the answer. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reaches the instance that owns a data folder, or opens the folder when none does. */
export async function connect(dataDir: string, place: PackagePlace, env: NodeJS.ProcessEnv): Promise<Connection> {
  try {
    const core = await startCore({
      dataDir,
      host: createNodeHost('error'),
      settings: confBackend(join(dataDir, settingsFileName)),
      consoleDir: null,
      modelsDir: place.modelsDir,
      version: place.version,
      env,
      listening: false,
    });
    return connection(null, null, core.call, () => core.close({ graceMs: 0 }));
  } catch (error) {
    if (!(error instanceof SemcacheError) || error.code !== 'data_dir_in_use') throw error;
    const instance = readInstance(dataDir);
    if (instance === null || instance.url === null) throw error;
    const { url, token } = instance;
    return connection(
      url,
      token,
      (name, params) => post(url, token, name, params),
      () => Promise.resolve(),
    );
  }
}

function connection(
  url: string | null,
  token: string | null,
  send: (name: string, params: unknown) => Promise<unknown>,
  close: () => Promise<void>,
): Connection {
  return {
    url,
    token,
    close,
    call: async (name, params) => {
      const answer = answerSchema.parse(await send(name, params));
      if (!answer.ok) throw new OperationFailed(answer.error.code, answer.error.message);
      return results[name].result.parse(answer.value);
    },
  };
}

/** The operation table seen by its results, so that a name picks its own schema's type. */
const results: { [Name in OperationName]: { result: z.ZodType<OperationResult<Name>> } } = operations;

async function post(url: string, token: string, name: string, params: unknown): Promise<unknown> {
  const response = await fetch(`${url}/admin/api/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return response.json();
}
