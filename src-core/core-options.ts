import type { Tick } from './contracts/events.ts';
import type { OperationAnswer } from './contracts/operations.ts';
import type { CacheMode, Status } from './contracts/views.ts';
import type { SpawnModelProcess } from './matching/models/model-worker.ts';
import type { Host } from './ports/host.ts';
import type { SecretBox } from './ports/secret-box.ts';
import type { GatewayProblem } from './server/gateway.ts';
import type { SettingsBackend, SettingsOverrides } from './settings/settings-service.ts';
import type { Schedule } from './support/schedule.ts';

export interface CoreOptions {
  dataDir: string;
  host: Host;
  settings: SettingsBackend;
  /** Settings of this run only, such as a port from the command line. */
  overrides?: SettingsOverrides;
  /** Folder of the built console, or null to serve none. */
  consoleDir: string | null;
  /** Folder of the models; without it only identical requests are answered. */
  modelsDir?: string | null;
  /** What protects keys of upstreams; without it none are taken. */
  secretBox?: SecretBox;
  /** How the models' process is started; Node's fork when left out. */
  spawnModels?: SpawnModelProcess;
  version: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Runs things later, such as the next piece of a stream that is replayed slowly; the system's timer when left out. */
  schedule?: Schedule;
  /** Mode of this run, until it is set anew. */
  mode?: CacheMode;
  /** Text of a cassette whose entries answer in this run, whoever asks. */
  cassette?: string;
  /** False opens data and operations only, for commands on a folder that no instance owns. */
  listening?: boolean;
}

/** A running instance, whoever hosts it. */
export interface Core {
  /** Base URL of the proxy; null while its port could not be opened. */
  readonly url: string | null;
  /** Why `url` is null. */
  readonly problem: GatewayProblem | null;
  /** Secret of this run for the admin operations. */
  readonly token: string;
  readonly dataDir: string;
  call: (name: string, params: unknown) => Promise<OperationAnswer>;
  subscribe: (listener: (tick: Tick) => void) => () => void;
  status: () => Status;
  /** Resolves when what goes on in the background is done: recording, models starting, vectors being made. */
  settled: () => Promise<void>;
  /** Tries to open the port again, or another one for this run. */
  retryListen: (port?: number) => Promise<void>;
  /** Stops accepting, lets open requests end for at most `graceMs`, writes what waits, and gives the folder back. */
  close: (options: { graceMs: number }) => Promise<void>;
}
