import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import type { CountFailure } from '../ports/host.ts';
import type { SecretBox } from '../ports/secret-box.ts';
import type { UpstreamKeys } from '../ports/upstream-keys.ts';

/** Sealed keys by upstream, as base64. Nothing in it says anything of a key but that there is one. */
const fileSchema = z.object({ version: z.literal(1), sealed: z.record(z.string(), z.base64()) });
type Sealed = z.infer<typeof fileSchema>['sealed'];

/** What is sealed: the key with the origin it was given for, so that an upstream whose address changes has none. */
const ownedSchema = z.object({ origin: z.string(), key: z.string() });
type Owned = z.infer<typeof ownedSchema>;

/** A key this long keeps enough to itself when four characters are shown. */
const showableLength = 16;

export interface UpstreamKeyService extends UpstreamKeys {
  /** Throws SemcacheError key_store_unavailable when the system cannot protect it; then nothing is kept. */
  set: (upstream: string, origin: string, key: string | null) => Promise<void>;
}

/**
 * Keeps keys of upstreams: on disk sealed by the operating system, opened in memory only. A key that cannot be opened
 * (another machine, a keychain that was reset) counts as none and stays in the file until it is set anew.
 */
export async function openUpstreamKeys(
  file: string,
  box: SecretBox,
  countFailure: CountFailure,
): Promise<UpstreamKeyService> {
  const opened = new Map<string, Owned>();
  let sealed = readSealed(file, countFailure);
  let version = 0;

  const put = async (upstream: string, owned: Owned): Promise<void> => {
    const bytes = await box.seal(JSON.stringify(owned));
    sealed = { ...sealed, [upstream]: Buffer.from(bytes).toString('base64') };
    writeSealed(file, sealed);
    opened.set(upstream, owned);
  };

  if (Object.keys(sealed).length > 0 && (await box.available()).ok) {
    for (const [upstream, text] of Object.entries(sealed)) {
      try {
        const found = await box.open(Buffer.from(text, 'base64'));
        const owned = ownedSchema.parse(JSON.parse(found.text));
        opened.set(upstream, owned);
        if (found.reseal) await put(upstream, owned);
      } catch (cause) {
        countFailure('upstream_key_unreadable', cause);
      }
    }
  }

  const keyOf = (upstream: string, origin: string): string | null => {
    const owned = opened.get(upstream);
    return owned?.origin === origin ? owned.key : null;
  };
  return {
    keyOf,
    last4: (upstream, origin) => {
      const key = keyOf(upstream, origin);
      return key !== null && key.length < showableLength ? '' : (key?.slice(-4) ?? null);
    },
    get version() {
      return version;
    },
    set: async (upstream, origin, key) => {
      if (key === null) {
        const { [upstream]: _removed, ...others } = sealed;
        sealed = others;
        writeSealed(file, sealed);
        opened.delete(upstream);
      } else {
        const state = await box.available();
        if (!state.ok) throw new SemcacheError('key_store_unavailable', state.reason);
        await put(upstream, { origin, key });
      }
      version += 1;
    },
  };
}

/** For hosts that have no key store: a key is refused, never kept in the clear. */
export function withoutSecretBox(reason: string): SecretBox {
  const refuse = (): Promise<never> => Promise.reject(new SemcacheError('key_store_unavailable', reason));
  return { available: () => Promise.resolve({ ok: false, reason }), seal: refuse, open: refuse };
}

function readSealed(file: string, countFailure: CountFailure): Sealed {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).sealed;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) {
      countFailure('upstream_keys_damaged', cause);
    }
    return {};
  }
}

/** Whole or not at all; gone with its last key. */
function writeSealed(file: string, sealed: Sealed): void {
  if (Object.keys(sealed).length === 0) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.tmp`;
  writeFileSync(draft, JSON.stringify({ version: 1, sealed }, null, 2), { mode: 0o600 });
  renameSync(draft, file);
}
