/**
 * The only code of ours in the page's process with more rights than the page. A sandboxed preload is one CommonJS
 * file that may require little else than `electron`, hence no imports but types, and the channel names in full.
 * https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts
 */
import type { ContextBridge, IpcRenderer } from 'electron';
import type * as Bridge from '../src-core/contracts/bridge.ts' with { 'resolution-mode': 'import' };
import type { Tick } from '../src-core/contracts/events.ts' with { 'resolution-mode': 'import' };

const { contextBridge, ipcRenderer }: { contextBridge: ContextBridge; ipcRenderer: IpcRenderer } = require('electron');

/** The compiler keeps these equal to the contract. */
const channels: typeof Bridge.ipcChannels = { call: 'semcache:call', tick: 'semcache:tick' };

const semcache: Bridge.SemcacheBridge = Object.freeze({
  call: (operation: string, params: unknown) => ipcRenderer.invoke(channels.call, operation, params),
  subscribe: (listener: (tick: Tick) => void) => {
    // The event has the sender on it and stays here.
    const forward = (_event: unknown, tick: Tick): void => listener(tick);
    ipcRenderer.on(channels.tick, forward);
    return () => {
      ipcRenderer.removeListener(channels.tick, forward);
    };
  },
});

contextBridge.exposeInMainWorld('semcache', semcache);
