import { join } from 'node:path';
import type { Settings, SettingsPatch } from './contracts/settings.ts';
import type { CountFailure, Host } from './ports/host.ts';
import type { SecretBox } from './ports/secret-box.ts';
import { openDataKeys } from './store/encryption-keys.ts';
import type { StoreEncryption } from './store/encryption-run.ts';

/** Encryption of the store, as settings want it. */
export interface Encryption {
  /** Throws SemcacheError key_store_unavailable for a change that cannot be put in force here. */
  prepare: (patch: SettingsPatch) => Promise<void>;
  /** Puts changed settings in force, and rewrites what is stored behind it. */
  apply: () => void;
  isOn: StoreEncryption['isOn'];
  notice: () => string | null;
  settled: () => Promise<void>;
  close: () => Promise<void>;
}

/** Opens the keys and puts the setting in force before anything is read. Never fails: a key that is missing is a notice. */
export async function startEncryption(options: {
  dataDir: string;
  host: Host;
  box: SecretBox;
  store: StoreEncryption;
  settings: () => Settings;
  countFailure: CountFailure;
  onChange: () => void;
}): Promise<Encryption> {
  const { host, box, store, countFailure, onChange } = options;
  const wanted = (): boolean => options.settings().privacy.encryptBodies;
  const keys = await openDataKeys({
    file: join(options.dataDir, 'data-keys.json'),
    box,
    now: host.clock.now,
    randomBytes: host.randomBytes,
    countFailure,
  });
  let applied = wanted();
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  const use = (): void => {
    try {
      store.use({ encrypt: applied, keys: keys.opened() });
    } catch (cause) {
      countFailure('store_encryption', cause);
    }
  };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted && store.step()) await new Promise(setImmediate);
    onChange();
  };
  const run = (): void => {
    running ??= work().finally(() => {
      running = undefined;
    });
  };

  if (applied) await keys.ensure().catch((cause: unknown) => countFailure('encryption_key_unavailable', cause));
  use();
  run();
  return {
    prepare: async ({ privacy }) => {
      if (privacy?.encryptBodies === true) await keys.ensure();
    },
    apply: () => {
      if (wanted() === applied) return;
      applied = wanted();
      use();
      run();
    },
    isOn: store.isOn,
    notice: store.notice,
    settled: () => running ?? Promise.resolve(),
    close: async () => {
      stopping.abort();
      await running;
    },
  };
}
