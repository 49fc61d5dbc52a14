import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const pairRowSchema = z.object({
  a: z.string(),
  b: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
  source: z.string().optional(),
  kind: z.string().optional(),
});
/** `a` is in the cache, `b` asks; label 1 when the answer of `a` serves `b`. */
export type PairRow = z.infer<typeof pairRowSchema>;

const streamRowSchema = z.object({ text: z.string(), answer_id: z.string() });
export type StreamRow = z.infer<typeof streamRowSchema>;

/** Lines of a file that are wanted, by their number from 0 and what they hold. */
export type WantedLines = (line: number, row: unknown) => boolean;
export const parityLines: Readonly<Record<'even' | 'odd', WantedLines>> = {
  even: (line) => line % 2 === 0,
  odd: (line) => line % 2 === 1,
};

/** Pairs of a file: a line is one, or a request by hand with its wordings and near misses, which is twelve. */
export function readPairs(file: string, wanted: WantedLines = () => true): PairRow[] {
  return readLines(file)
    .map((line): unknown => JSON.parse(line))
    .filter((row, line) => wanted(line, row))
    .flatMap((row) => {
      const anchor = anchorSchema.safeParse(row);
      return anchor.success
        ? pairsOf(anchor.data, basename(file).replace(/\.jsonl(?:\.gz)?$/u, ''))
        : [pairRowSchema.parse(row)];
    });
}

/** A request written by hand, two other wordings of it, and three near misses of another meaning. */
const anchorSchema = z.object({
  a: z.string(),
  same: z.tuple([z.string(), z.string()]),
  other: z.tuple([z.string(), z.string(), z.string()]),
});

/** Every two wordings of a request, and each wording with each near miss; `kind` tells light rewordings from free ones. */
function pairsOf({ a, same: [light, free], other }: z.infer<typeof anchorSchema>, source: string): PairRow[] {
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
}

export function readStream(file: string): StreamRow[] {
  return readLines(file).map((line) => streamRowSchema.parse(JSON.parse(line)));
}

/** All texts of a file of pairs, of a stream, or of single texts. */
export function readTexts(file: string): string[] {
  return readLines(file).flatMap((line) => {
    const { a, b, text } = textsRowSchema.parse(JSON.parse(line));
    return [a, b, text].filter((found) => found !== undefined);
  });
}

const textsRowSchema = z.object({ a: z.string().optional(), b: z.string().optional(), text: z.string().optional() });

/** Lines of a JSONL file; `.gz` is decompressed. */
function readLines(file: string): string[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}
