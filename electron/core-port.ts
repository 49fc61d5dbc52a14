import type { Core, CoreOptions, SettingsBackend } from '../src-core/index.ts';

/** What the shell needs of a running core. The token of the HTTP console is not among it: the window asks over IPC. */
export type CorePort = Pick<
  Core,
  'url' | 'problem' | 'call' | 'subscribe' | 'status' | 'settled' | 'retryListen' | 'close'
>;

export type StartCore = (options: CoreOptions) => Promise<CorePort>;

export type OpenSettings = (file: string) => SettingsBackend;
