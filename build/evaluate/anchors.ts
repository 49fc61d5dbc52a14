import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { readPairs, type PairRow, type WantedLines } from './read-rows.ts';

const requestSchema = z.object({ a: z.string() });

/** Seven of a hundred requests were kept from the verifier (verifier-training/write_pairs.py has the same rule). */
export const keptFromVerifier: WantedLines = (_, row) => crc32(requestSchema.parse(row).a) % 100 < 7;

/** Pairs of all files of requests by hand in a folder. */
export function anchorPairs(folder: string, wanted: WantedLines): PairRow[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => readPairs(join(folder, file), wanted));
}
