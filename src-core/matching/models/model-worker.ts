import type { ModelRequest } from './protocol.ts';

/** What a started process reports; `onExit` comes once and last. */
export interface WorkerEvents {
  onMessage: (message: unknown) => void;
  /** How it ended ("signal SIGKILL", "exit code 1"), and the last it wrote to standard error. */
  onExit: (how: string, lastWords: string) => void;
}

/** A started process of the models. */
export interface ModelWorker {
  pid: number | undefined;
  send: (message: ModelRequest) => void;
  /** Ends it at once: there is nothing in it to save. */
  kill: () => void;
}

/** How the host starts the process: fork under Node, utilityProcess under Electron. */
export type SpawnModelProcess = (events: WorkerEvents) => ModelWorker;
