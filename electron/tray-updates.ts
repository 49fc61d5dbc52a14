import type { CorePort } from './core-port.ts';
import { createRefresher } from './refresher.ts';
import type { LoginState } from './login-state.ts';
import { liveTrayState, readTrayState, unknownTrayState } from './tray-state.ts';
import type { TrayView } from './tray.ts';
import type { UpdateState } from './updates.ts';

/** Today's numbers cost a query over the log; nobody looks at the tray more often. */
const gapMs = 5000;
/** Also without traffic, so that the numbers start again after midnight. */
const idleMs = 15 * 60 * 1000;

export interface TrayUpdates {
  /** Something changed: the numbers follow within a few seconds. */
  request: () => void;
  /** What is known without asking has changed (port, mode, login, a new version): shown at once. */
  showNow: () => void;
  stop: () => void;
}

/** What the tray shows that the core knows nothing of. */
export interface ShellTrayState {
  login: LoginState;
  update: UpdateState;
}

/** Keeps the tray in step with core and shell. */
export function startTrayUpdates(
  core: CorePort,
  tray: TrayView,
  shell: () => ShellTrayState,
  now: () => number,
  onFailure: (error: unknown) => void,
): TrayUpdates {
  let state = unknownTrayState(core);
  let stopped = false;
  const render = (): void => {
    if (!stopped) tray.render({ ...state, ...shell() });
  };

  const refresh = async (): Promise<void> => {
    try {
      state = await readTrayState(core, now());
    } catch (error) {
      onFailure(error);
      state = unknownTrayState(core);
    }
    render();
  };
  const refresher = createRefresher(refresh, gapMs);
  const idle = setInterval(refresher.request, idleMs).unref();
  refresher.request();

  return {
    request: refresher.request,
    showNow: () => {
      state = { ...state, ...liveTrayState(core) };
      render();
    },
    stop: () => {
      stopped = true;
      clearInterval(idle);
      refresher.stop();
    },
  };
}
