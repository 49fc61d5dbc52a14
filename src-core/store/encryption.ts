import { SemcacheError } from '../contracts/errors.ts';
import type { DataKey } from './encryption-key.ts';

/** How new values are written: as they are, sealed, or not at all, since they should be sealed and no key is at hand. */
export type Writes = 'plain' | 'sealed' | 'nothing';

interface CipherState {
  /** Keys at hand; the last one seals. */
  keys: readonly DataKey[];
  writes: Writes;
  /** Whether the full-text index takes words. It takes none while what it held in plain text is being cleared away. */
  indexes: boolean;
}

/**
 * Seals and opens values of the database. A `place` (column and row) is bound into every sealed value: moved to another
 * row, it does not open. Reading works whatever is written now, since a database is converted piece by piece. What
 * cannot be read, because its key is gone or its bytes were changed, is undefined. Writing throws
 * SemcacheError('key_store_unavailable') while `writes` is 'nothing'.
 */
export interface ValueCipher {
  writes: () => Writes;
  indexes: () => boolean;
  use: (state: CipherState) => void;
  sealBytes: (bytes: Uint8Array, place: string) => Uint8Array;
  openBytes: (sealed: Uint8Array, place: string) => Uint8Array | undefined;
  writeText: (text: string, place: string) => string;
  readText: (stored: string, place: string) => string | undefined;
  /** For texts that SQL compares: the same text gives the same value, in every row. That much a reader of the file learns. */
  writeComparable: (text: string) => string;
  readComparable: (stored: string) => string | undefined;
  /** Every value under which a comparable text may lie in the database. */
  comparableForms: (text: string) => string[];
  /** A digest of text that nobody can make again without the key. */
  writeDigest: (digest: string | null) => string | null;
  digestForms: (digest: string) => string[];
}

/** First character of values that are not simply the text; texts that begin with it are escaped. */
const marker = '\u0002';
const sealedMark = `${marker}s`;
const comparableMark = `${marker}c`;
const plainMark = `${marker}p`;

/** Shown in the place of what cannot be read. */
export const unreadableText = '(encrypted, and its key is not at hand)';

/** A cipher that writes plain text until told otherwise. */
export function createValueCipher(): ValueCipher {
  let state: CipherState = { keys: [], writes: 'plain', indexes: true };

  const sealingKey = (): DataKey => {
    const key = state.keys.at(-1);
    if (state.writes === 'nothing' || key === undefined) {
      throw new SemcacheError('key_store_unavailable', 'Encryption is on and its key is not at hand.');
    }
    return key;
  };
  const openBytes = (sealed: Uint8Array, place: string): Uint8Array | undefined =>
    state.keys.find((key) => key.sealed(sealed))?.open(sealed, place);
  const openText = (
    stored: string,
    mark: string,
    open: (key: DataKey, bytes: Uint8Array) => Uint8Array | undefined,
  ) => {
    if (stored.startsWith(plainMark)) return stored.slice(plainMark.length);
    if (!stored.startsWith(mark)) return stored;
    const bytes = Buffer.from(stored.slice(mark.length), 'base64');
    const key = state.keys.find((each) => each.sealed(bytes));
    const opened = key === undefined ? undefined : open(key, bytes);
    return opened === undefined ? undefined : Buffer.from(opened).toString();
  };

  return {
    writes: () => state.writes,
    indexes: () => state.indexes,
    use: (next) => {
      state = next;
    },
    sealBytes: (bytes, place) => sealingKey().seal(bytes, place),
    openBytes,
    writeText: (text, place) => {
      if (state.writes === 'plain') return escaped(text);
      return sealedMark + toBase64(sealingKey().seal(Buffer.from(text), place));
    },
    readText: (stored, place) => openText(stored, sealedMark, (key, bytes) => key.open(bytes, place)),
    writeComparable: (text) => (state.writes === 'plain' ? escaped(text) : comparableForm(sealingKey(), text)),
    readComparable: (stored) => openText(stored, comparableMark, (key, bytes) => key.openComparable(bytes)),
    comparableForms: (text) => [escaped(text), ...state.keys.map((key) => comparableForm(key, text))],
    writeDigest: (digest) => (state.writes === 'plain' || digest === null ? digest : sealingKey().digest(digest)),
    digestForms: (digest) => [digest, ...state.keys.map((key) => key.digest(digest))],
  };
}

/** Whether a stored text is sealed, by any key. */
export const isSealedText = (stored: string): boolean =>
  stored.startsWith(sealedMark) || stored.startsWith(comparableMark);

const escaped = (text: string): string => (text.startsWith(marker) ? plainMark + text : text);
const comparableForm = (key: DataKey, text: string): string =>
  comparableMark + toBase64(key.sealComparable(Buffer.from(text)));
const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
