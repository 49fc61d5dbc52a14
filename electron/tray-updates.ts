import type { CorePort } from './core-port.ts';
import { createRefresher } from './refresher.ts';
import { readTrayState, unknownTrayState } from './tray-state.ts';
import type { TrayView } from './tray.ts';

/** Today's numbers cost a query over the log; nobody looks at the tray more often. */
const gapMs = 5000;
/** Also without traffic, so that the numbers start again after midnight. */
const idleMs = 15 * 60 * 1000;

export interface TrayUpdates {
  /** Something changed: the numbers follow within a few seconds. */
  request: () => void;
  /** The port was opened or lost: shown at once. */
  showPort: () => void;
  stop: () => void;
}

/** Keeps the tray in step with the core. */
export function startTrayUpdates(
  core: CorePort,
  tray: TrayView,
  now: () => number,
  onFailure: (error: unknown) => void,
): TrayUpdates {
  let state = unknownTrayState(core);
  let stopped = false;

  const refresh = async (): Promise<void> => {
    try {
      state = await readTrayState(core, now());
    } catch (error) {
      onFailure(error);
      state = unknownTrayState(core);
    }
    if (!stopped) tray.render(state);
  };
  const refresher = createRefresher(refresh, gapMs);
  const idle = setInterval(refresher.request, idleMs).unref();
  refresher.request();

  return {
    request: refresher.request,
    showPort: () => {
      state = { ...state, url: core.url, problem: core.problem };
      tray.render(state);
    },
    stop: () => {
      stopped = true;
      clearInterval(idle);
      refresher.stop();
    },
  };
}
