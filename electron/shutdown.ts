import type { Cancellable } from './electron-facade.ts';

/** Time that open answers get to end. */
const graceMs = 3000;
/** Closing that takes longer than this is not waited for. */
const deadlineMs = graceMs + 3000;
/** A held Cmd+Q repeats; only asking again after this long means "now". */
const repeatMs = 500;

export interface Shutdown {
  /** Also what a second request looks at: true from the first one on. */
  readonly started: boolean;
  /** Listener of `before-quit`: the first request drains and then exits, a second one exits at once. */
  onBeforeQuit: (event: Cancellable) => void;
  /**
   * The system itself is going down, or an update is to be installed: like the first request, without an event to hold
   * up. `leave` ends the app instead of its plain end; what it asks to quit is no longer held up.
   */
  begin: (leave?: () => void) => void;
}

export interface ShutdownParts {
  exit: (code: number) => void;
  /** Closes what runs; the core stops accepting, ends open answers, writes and gives the folder back. */
  close: (options: { graceMs: number }) => Promise<void>;
  onStart: () => void;
  onFailure: (error: unknown) => void;
  monotonic: () => number;
}

/** Quits in order. Windows does not send `before-quit` at log-off: https://www.electronjs.org/docs/latest/api/app#event-before-quit */
export function createShutdown(parts: ShutdownParts): Shutdown {
  let startedAt: number | null = null;
  let drained = false;

  const begin = (leave = () => parts.exit(0)): void => {
    if (startedAt !== null) return;
    startedAt = parts.monotonic();
    parts.onStart();
    const deadline = setTimeout(() => parts.exit(1), deadlineMs);
    void parts
      .close({ graceMs })
      .catch(parts.onFailure)
      .finally(() => {
        clearTimeout(deadline);
        drained = true;
        leave();
      });
  };

  return {
    get started() {
      return startedAt !== null;
    },
    begin,
    onBeforeQuit: (event) => {
      if (drained) return;
      event.preventDefault();
      if (startedAt === null) begin();
      else if (parts.monotonic() - startedAt >= repeatMs) parts.exit(0);
    },
  };
}
