import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startLocalModels } from './evaluate/local-models.ts';
import { vocabularySource } from './evaluate/vocabulary.ts';
import { root } from './root.ts';

/**
 * `npm run calibrate -- --pairs FILE [--traps FILE] [--cache FILE]` fits the weights of the decision on the even rows of
 * FILE; `npm run calibrate -- --texts FILE...` counts the vocabulary. Each writes its file under src-core/matching/data/.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string' },
    traps: { type: 'string' },
    texts: { type: 'boolean', default: false },
    cache: { type: 'string' },
  },
});
const data = join(root, 'src-core/matching/data');

if (values.texts && positionals.length > 0) {
  const texts = new Set(positionals.flatMap(readTexts));
  const command = `npm run calibrate -- --texts ${positionals.map((file) => basename(file)).join(' ')}`;
  writeFileSync(join(data, 'vocabulary.ts'), vocabularySource([...texts], command));
  process.stdout.write(`${String(texts.size)} texts counted\n`);
} else if (values.pairs) {
  // Loaded here: the decision reads the vocabulary that --texts may still have to write.
  const { calibrationSource } = await import('./evaluate/calibration.ts');
  const models = startLocalModels({ workers: Math.min(2, availableParallelism()), cacheFile: values.cache ?? null });
  try {
    const { source, summary } = await calibrationSource(values.pairs, values.traps ?? null, models);
    writeFileSync(join(data, 'calibration.ts'), source);
    process.stdout.write(summary);
  } finally {
    models.close();
  }
} else {
  process.stderr.write('usage: npm run calibrate -- --pairs FILE [--traps FILE] [--cache FILE] | --texts FILE...\n');
  process.exitCode = 2;
}

/** All texts of a JSONL file of pairs or of single texts. */
function readTexts(file: string): string[] {
  const rowSchema = z.object({ a: z.string().optional(), b: z.string().optional(), text: z.string().optional() });
  const bytes = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const { a, b, text } = rowSchema.parse(JSON.parse(line));
      return [a, b, text].filter((found) => found !== undefined);
    });
}
