import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { PairRow } from './read-rows.ts';

/** A request written by hand, two other wordings of it, and three near misses of another meaning. */
const anchorSchema = z.object({
  a: z.string(),
  same: z.tuple([z.string(), z.string()]),
  other: z.tuple([z.string(), z.string(), z.string()]),
});

/** Of a hundred anchors so many were kept from the verifier (verifier-training/write_pairs.py has the same rule). */
export const heldBackShare = 7;

/**
 * Pairs of a folder's anchors, of a hundred anchors so many as `share` says: every two wordings of a request, and each wording
 * with each near miss. `kind` tells the light rewordings from the free ones.
 */
export function anchorPairs(folder: string, share = 100): PairRow[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => anchorSchema.parse(JSON.parse(line)))
        .filter(({ a }) => crc32(a) % 100 < share)
        .flatMap(({ a, same: [light, free], other }): PairRow[] => {
          const source = `anchors/${file.replace('.jsonl', '')}`;
          return [
            { a, b: light, label: 1, source, kind: 'light' },
            { a, b: free, label: 1, source, kind: 'free' },
            { a: light, b: free, label: 1, source, kind: 'free' },
            ...[a, light, free].flatMap((wording, place) =>
              other.map((b): PairRow => ({
                a: wording,
                b,
                label: 0,
                source,
                kind: place === 0 ? 'near miss' : 'near miss, reworded',
              })),
            ),
          ];
        }),
    );
}
