import { endianness } from 'node:os';
import { z } from 'zod';
import type { VectorRow, VectorRows } from '../ports/vector-rows.ts';
import type { Database } from './database.ts';
import type { ValueCipher } from './encryption.ts';
import { sealedExtraBytes } from './encryption-key.ts';

const rowSchema = z.object({
  id: z.string(),
  partition: z.string(),
  text: z.string(),
  vector: z.instanceof(Uint8Array),
});

const vectorSchema = rowSchema.pick({ vector: true });
const placesSchema = z.array(rowSchema.pick({ id: true, partition: true }));

/** Where the vector of an entry lies, for the cipher. */
export const vectorPlace = (id: string): string => `vector ${id}`;

/**
 * Vectors of live entries in the database, as 32-bit little-endian floats, sealed or not. Rows that cannot be opened are
 * passed over.
 */
export function createVectorRows(database: Database, readOnly: boolean): VectorRows {
  const { cipher } = database;
  const columns = 'vectors.id, vectors.partition, vectors.text, vectors.vector';
  const write: VectorRows['put'] = ({ id, partition, text, vector }, modelIdentity) => {
    if (readOnly || cipher.writes() === 'nothing') return;
    database
      .prepare(
        `INSERT INTO vectors (entry_seq, id, model, partition, text, vector)
         SELECT seq, id, ?, ?, ?, ? FROM entries WHERE id = ?
         ON CONFLICT (entry_seq) DO UPDATE SET model = excluded.model, partition = excluded.partition,
           text = excluded.text, vector = excluded.vector`,
      )
      .run(modelIdentity, partition, cipher.writeComparable(text), writeVector(cipher, id, vector), id);
  };
  return {
    places: (modelIdentity, afterId, limit) =>
      placesSchema.parse(
        database
          .prepare(
            `SELECT vectors.id, vectors.partition FROM vectors JOIN entries ON seq = entry_seq
             WHERE vectors.model = ? AND vectors.id > ? AND removed_at IS NULL ORDER BY vectors.id LIMIT ?`,
          )
          .all(modelIdentity, afterId ?? '', limit),
      ),
    vectorOf: (id) => {
      const row = database
        .prepare(
          'SELECT vector FROM vectors JOIN entries ON seq = entry_seq WHERE vectors.id = ? AND removed_at IS NULL',
        )
        .get(id);
      if (row === undefined) return undefined;
      const bytes = readVectorBytes(cipher, id, vectorSchema.parse(row).vector);
      return bytes === undefined || bytes.length === 0 ? undefined : toFloats(bytes);
    },
    waiting: (modelIdentity, limit) => {
      // Two ranges of the index instead of `<>`, which would read every row to find that none waits.
      const found: VectorRow[] = [];
      for (const side of ['<', '>']) {
        const rows = database
          .prepare(
            `SELECT ${columns} FROM vectors JOIN entries ON seq = entry_seq
             WHERE vectors.model ${side} ? AND removed_at IS NULL ORDER BY vectors.model DESC, vectors.id DESC`,
          )
          .iterate(modelIdentity);
        if (found.length < limit) found.push(...takeRows(cipher, rows, limit - found.length));
      }
      return found.map((row) => ({ ...row, vector: new Float32Array(0) }));
    },
    defer: ({ id, partition, text }) => write({ id, partition, text, vector: new Float32Array(0) }, ''),
    get: (id) => {
      const row = database
        .prepare(
          `SELECT ${columns} FROM vectors JOIN entries ON seq = entry_seq WHERE vectors.id = ? AND removed_at IS NULL`,
        )
        .get(id);
      return row === undefined ? undefined : toRow(cipher, row);
    },
    drop: (id) => {
      if (!readOnly) database.prepare('DELETE FROM vectors WHERE id = ?').run(id);
    },
    put: write,
  };
}

/** The first `limit` rows that can be opened: fewer than asked for would say that there are no more. */
function takeRows(cipher: ValueCipher, rows: Iterable<unknown>, limit: number): VectorRow[] {
  const taken: VectorRow[] = [];
  for (const raw of rows) {
    const row = toRow(cipher, raw);
    if (row !== undefined) taken.push(row);
    if (taken.length >= limit) break;
  }
  return taken;
}

function toRow(cipher: ValueCipher, raw: unknown): VectorRow | undefined {
  const { id, partition, text: storedText, vector: storedVector } = rowSchema.parse(raw);
  const text = cipher.readComparable(storedText);
  const bytes = readVectorBytes(cipher, id, storedVector);
  return text === undefined || bytes === undefined ? undefined : { id, partition, text, vector: toFloats(bytes) };
}

/** Bytes of a vector as they lie in the database. A vector that is still to be made has none, and nothing to seal. */
function writeVector(cipher: ValueCipher, id: string, vector: Float32Array): Uint8Array {
  const bytes = toBytes(vector);
  return cipher.writes() === 'plain' || bytes.length === 0 ? bytes : cipher.sealBytes(bytes, vectorPlace(id));
}

/** Undefined when they are sealed and cannot be opened. */
export function readVectorBytes(cipher: ValueCipher, id: string, stored: Uint8Array): Uint8Array | undefined {
  return isSealedVector(stored) ? cipher.openBytes(stored, vectorPlace(id)) : stored;
}

/** Plain ones are a multiple of four bytes long, which sealing makes uneven. */
export const isSealedVector = (stored: Uint8Array): boolean => stored.length % 4 === sealedExtraBytes % 4;

const swapped = endianness() === 'BE';

function toBytes(vector: Float32Array): Uint8Array {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return swapped ? Buffer.from(bytes).swap32() : bytes;
}

/** The bytes as they came, which are a buffer of their own; a copy where they do not begin at a multiple of four. */
function toFloats(bytes: Uint8Array): Float32Array {
  const aligned = !swapped && bytes.byteOffset % floatBytes === 0;
  const own = aligned ? bytes : Uint8Array.from(bytes);
  if (swapped) Buffer.from(own.buffer).swap32();
  return new Float32Array(own.buffer, own.byteOffset, Math.floor(own.byteLength / floatBytes));
}

const floatBytes = 4;
