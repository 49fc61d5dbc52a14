import type { Settings } from '../src-core/contracts/settings.ts';

export type UpdateState =
  /** Switched off in the settings, which is the default: nothing is asked of anyone. */
  | { kind: 'off' }
  /** This build has no address to ask, or is not one that can be replaced. */
  | { kind: 'unavailable'; reason: string }
  | { kind: 'current' }
  | { kind: 'checking' }
  /** There is a newer version; `loading` while it is fetched. */
  | { kind: 'available'; version: string; loading: boolean }
  /** Fetched and checked; installed when the owner says so. */
  | { kind: 'ready'; version: string }
  /** The last attempt failed; the next is a day later. */
  | { kind: 'failed'; message: string };

/** What is used of electron-updater. */
export interface UpdateSource {
  check: () => Promise<{ version: string; isNewer: boolean } | null>;
  /** Resolves when the new version lies ready to be installed. */
  download: () => Promise<unknown>;
  /** Ends the app and starts the new version. */
  install: () => void;
}

export interface Updates {
  readonly state: UpdateState;
  /** Settings may have changed, or a day has passed. */
  apply: () => void;
  download: () => void;
  /** Null unless a version is ready. */
  readonly install: (() => void) | null;
  stop: () => void;
}

export interface UpdateParts {
  mode: () => Promise<Settings['updates']['check']>;
  /** Opens the source at first need; throws with the reason when there is none. */
  openSource: () => Promise<UpdateSource>;
  onChange: () => void;
  /** A version lies ready: the one thing here that its owner is told of without looking. */
  onReady: (version: string) => void;
  /** Runs `task` every `ms` until told to stop. */
  repeat: (task: () => void, ms: number) => { stop: () => void };
}

const dayMs = 24 * 3_600_000;

/** Looks for new versions where its owner wants that. Whatever fails is a state to be shown, never a dialogue. */
export function createUpdates(parts: UpdateParts): Updates {
  let state: UpdateState = { kind: 'off' };
  let source: UpdateSource | null = null;
  let busy = false;

  const become = (next: UpdateState): void => {
    state = next;
    parts.onChange();
  };
  const exclusively = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (error) {
      become({ kind: 'failed', message: error instanceof Error ? firstLine(error.message) : String(error) });
    } finally {
      busy = false;
    }
  };

  const fetchVersion = async (from: UpdateSource, version: string): Promise<void> => {
    become({ kind: 'available', version, loading: true });
    await from.download();
    become({ kind: 'ready', version });
    parts.onReady(version);
  };
  const check = async (): Promise<void> => {
    const mode = await parts.mode();
    if (mode === 'off') {
      if (state.kind !== 'off') become({ kind: 'off' });
      return;
    }
    if (state.kind === 'ready') return;
    try {
      source ??= await parts.openSource();
    } catch (error) {
      become({ kind: 'unavailable', reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    become({ kind: 'checking' });
    const found = await source.check();
    if (found === null || !found.isNewer) become({ kind: 'current' });
    else if (mode === 'install') await fetchVersion(source, found.version);
    else become({ kind: 'available', version: found.version, loading: false });
  };

  const apply = (): void => void exclusively(check);
  const daily = parts.repeat(apply, dayMs);
  return {
    get state() {
      return state;
    },
    apply,
    download: () => {
      const [from, at] = [source, state];
      if (from === null || at.kind !== 'available') return;
      void exclusively(() => fetchVersion(from, at.version));
    },
    get install() {
      return state.kind === 'ready' ? (source?.install ?? null) : null;
    },
    stop: daily.stop,
  };
}

/** Errors of HTTP bring headers and a trace along. */
const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
