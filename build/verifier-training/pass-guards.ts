import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { guardCandidate } from '../../src-core/matching/decide.ts';
import { readText } from '../../src-core/matching/text/read-text.ts';

/** A pair that may be trained on: two texts, whether they ask the same, and the group it is sampled with. */
const pairSchema = z.object({ a: z.string(), b: z.string(), y: z.union([z.literal(0), z.literal(1)]), g: z.string() });

/**
 * `node pass-guards.ts IN OUT`: adds to each pair of write_pairs.py whether it passes the guards (`p`), and gives its texts
 * as the decision hands them to the verifier, less the closing question mark, which training varies.
 */
async function* passGuards(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    const { a, b, y, g } = pairSchema.parse(JSON.parse(line));
    // The nearest cosine there is: distance is no concern of the verifier.
    const { passed, verify } = guardCandidate(readText(a), readText(b), 1);
    const stored = verify.stored.replace(/\?$/u, '');
    yield `${JSON.stringify({ a: stored, b: verify.asked, y, g, p: passed ? 1 : 0 })}\n`;
  }
}

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error('usage: node pass-guards.ts IN OUT');
await pipeline(createInterface({ input: createReadStream(from) }), passGuards, createWriteStream(to));
