import { readFileSync } from 'node:fs';
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

export function readPairs(file: string): PairRow[] {
  return readLines(file).map((line) => pairRowSchema.parse(JSON.parse(line)));
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
