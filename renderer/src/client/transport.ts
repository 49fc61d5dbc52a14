import type { Tick } from '../../../src-core/contracts/events.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** How the console reaches the core: over IPC in the desktop app, over HTTP in a browser. */
export interface Transport {
  kind: 'electron' | 'browser';
  /** Sends one operation and gives back the unparsed answer. Rejects when nothing answers. */
  send: (operation: string, params: unknown) => Promise<unknown>;
  /** Delivers ticks and the state of their connection until the returned function is called. */
  listen: (onTick: (tick: Tick) => void, onState: (state: ConnectionState) => void) => () => void;
}
