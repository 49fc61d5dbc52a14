import type { OperationAnswer } from './operations.ts';
import type { Tick } from './events.ts';

/** What the preload script exposes to the console as `window.semcache`; nothing else crosses. */
export interface SemcacheBridge {
  call: (operation: string, params: unknown) => Promise<OperationAnswer>;
  /** Returns the function that ends the subscription. */
  subscribe: (listener: (tick: Tick) => void) => () => void;
}

/** IPC channels between preload and main. */
export const ipcChannels = { call: 'semcache:call', tick: 'semcache:tick' } as const;
