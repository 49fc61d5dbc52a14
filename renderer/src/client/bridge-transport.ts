import type { SemcacheBridge } from '../../../src-core/contracts/bridge.ts';
import type { Transport } from './transport.ts';

declare global {
  interface Window {
    /** Set by the preload script of the desktop app. */
    semcache?: SemcacheBridge;
  }
}

/** The desktop app's way: the preload script's bridge, which lives as long as the window. */
export function bridgeTransport(bridge: SemcacheBridge): Transport {
  return {
    kind: 'electron',
    send: (operation, params) => bridge.call(operation, params),
    listen: (onTick, onState) => {
      onState('open');
      return bridge.subscribe(onTick);
    },
  };
}
