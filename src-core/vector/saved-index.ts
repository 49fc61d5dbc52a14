import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCodeOf } from '../support/error-text.ts';

const fileSchema = z.object({ name: z.string().regex(/^[\w.-]+$/), bytes: z.int(), sha256: z.string() });
export type SavedFile = z.infer<typeof fileSchema>;

/**
 * The list of what belongs to a saved index, written last. Only graphs are saved: scanned vectors come from the store
 * faster than from anywhere else.
 */
const manifestSchema = z.object({
  format: z.literal(2),
  modelIdentity: z.string(),
  dimensions: z.int(),
  /** Id of the projection that the graphs' vectors went through. */
  projection: z.string().nullable(),
  graphs: z.array(z.object({ partition: z.string(), nextLabel: z.int(), graph: fileSchema, labels: fileSchema })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** One line of a labels file: the entry, and its label in the graph; null for one removed while the graph was written. */
export const labelLineSchema = z.tuple([z.string().nullable(), z.int()]);
export type LabelLine = z.infer<typeof labelLineSchema>;

export const manifestName = 'manifest.json';

/** The manifest of a folder; null when nothing was saved there. Throws when it cannot be read as one. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** Bytes read at once. */
const pieceBytes = 256 * 1024;

/** Size and SHA-256 of a file, read in pieces that leave the event loop free. */
export async function describeFile(folder: string, name: string): Promise<SavedFile> {
  const hash = createHash('sha256');
  // One buffer for all of it: a stream's own would be as much garbage as the file is large, and the process would keep it.
  const piece = Buffer.allocUnsafeSlow(pieceBytes);
  const file = await open(join(folder, name));
  try {
    for (let bytes = 0; ;) {
      const { bytesRead } = await file.read(piece);
      if (bytesRead === 0) return { name, bytes, sha256: hash.digest('hex') };
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Throws when a file is not exactly what was saved: hnswlib would follow its broken links into foreign memory. */
export async function verifyFile(folder: string, saved: SavedFile): Promise<void> {
  const found = await describeFile(folder, saved.name);
  if (found.bytes !== saved.bytes || found.sha256 !== saved.sha256) throw new Error(`${saved.name} is damaged`);
}
