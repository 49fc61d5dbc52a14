import { endianness } from 'node:os';
import { z } from 'zod';
import type { VectorRow, VectorRows } from '../ports/vector-rows.ts';
import type { Database } from './database.ts';

const rowSchema = z.object({
  id: z.string(),
  partition: z.string(),
  text: z.string(),
  vector: z.instanceof(Uint8Array),
});

/** Vectors of live entries in the database, as 32-bit little-endian floats. */
export function createVectorRows(database: Database, readOnly: boolean): VectorRows {
  const columns = 'vectors.id, vectors.partition, vectors.text, vectors.vector';
  const write: VectorRows['put'] = ({ id, partition, text, vector }, modelIdentity) => {
    if (readOnly) return;
    database
      .prepare(
        `INSERT INTO vectors (entry_seq, id, model, partition, text, vector)
         SELECT seq, id, ?, ?, ?, ? FROM entries WHERE id = ?
         ON CONFLICT (entry_seq) DO UPDATE SET model = excluded.model, partition = excluded.partition,
           text = excluded.text, vector = excluded.vector`,
      )
      .run(modelIdentity, partition, text, toBytes(vector), id);
  };
  return {
    all: (modelIdentity, afterId, limit) =>
      database
        .prepare(
          `SELECT ${columns} FROM vectors JOIN entries ON seq = entry_seq
           WHERE vectors.model = ? AND vectors.id > ? AND removed_at IS NULL ORDER BY vectors.id LIMIT ?`,
        )
        .all(modelIdentity, afterId ?? '', limit)
        .map(toRow),
    waiting: (modelIdentity, limit) =>
      database
        .prepare(
          `SELECT ${columns} FROM vectors JOIN entries ON seq = entry_seq
           WHERE vectors.model <> ? AND removed_at IS NULL ORDER BY vectors.id DESC LIMIT ?`,
        )
        .all(modelIdentity, limit)
        .map((row) => ({ ...toRow(row), vector: new Float32Array(0) })),
    defer: ({ id, partition, text }) => write({ id, partition, text, vector: new Float32Array(0) }, ''),
    get: (id) => {
      const row = database
        .prepare(
          `SELECT ${columns} FROM vectors JOIN entries ON seq = entry_seq WHERE vectors.id = ? AND removed_at IS NULL`,
        )
        .get(id);
      return row === undefined ? undefined : toRow(row);
    },
    drop: (id) => {
      if (!readOnly) database.prepare('DELETE FROM vectors WHERE id = ?').run(id);
    },
    put: write,
  };
}

function toRow(raw: unknown): VectorRow {
  const { id, partition, text, vector } = rowSchema.parse(raw);
  return { id, partition, text, vector: toFloats(vector) };
}

const swapped = endianness() === 'BE';

function toBytes(vector: Float32Array): Uint8Array {
  const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  return swapped ? Buffer.from(bytes).swap32() : bytes;
}

/** A copy, since SQLite's buffer need not begin at a multiple of four. */
function toFloats(bytes: Uint8Array): Float32Array {
  const copy = Buffer.from(bytes);
  if (swapped) copy.swap32();
  return new Float32Array(new Uint8Array(copy).buffer);
}
