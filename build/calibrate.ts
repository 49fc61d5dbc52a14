import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalModels, type LocalModels } from './evaluate/local-models.ts';
import { projectionSource } from './evaluate/projection.ts';
import { readTexts } from './evaluate/read-rows.ts';
import { vocabularySource } from './evaluate/vocabulary.ts';
import { root } from './root.ts';

/**
 * `npm run calibrate -- --pairs FILE [--traps FILE] [--cache FILE]` fits the weights of the decision on the even rows of
 * FILE; `npm run calibrate -- --texts FILE...` counts the vocabulary; `npm run calibrate -- --projection FILE...` finds
 * the directions that large indexes keep of vectors. Each writes its data file under src-core/.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string' },
    traps: { type: 'string' },
    texts: { type: 'boolean', default: false },
    projection: { type: 'boolean', default: false },
    cache: { type: 'string' },
  },
});
const data = join(root, 'src-core/matching/data');
const commandOf = (option: string): string =>
  `npm run calibrate -- ${option} ${positionals.map((file) => basename(file)).join(' ')}`;

if (values.texts && positionals.length > 0) {
  const texts = new Set(positionals.flatMap(readTexts));
  writeFileSync(join(data, 'vocabulary.ts'), vocabularySource([...texts], commandOf('--texts')));
  process.stdout.write(`${String(texts.size)} texts counted\n`);
} else if (values.projection && positionals.length > 0) {
  const texts = [...new Set(positionals.flatMap(readTexts))];
  const { source, summary } = await withModels((models) => projectionSource(texts, models, commandOf('--projection')));
  writeFileSync(join(root, 'src-core/vector/data/shipped-projection.ts'), source);
  process.stdout.write(summary);
} else if (values.pairs) {
  // Loaded here: the decision reads the vocabulary that --texts may still have to write.
  const { calibrationSource } = await import('./evaluate/calibration.ts');
  const { pairs, traps = null } = values;
  const { source, summary } = await withModels((models) => calibrationSource(pairs, traps, models));
  writeFileSync(join(data, 'calibration.ts'), source);
  process.stdout.write(summary);
} else {
  process.stderr.write(
    'usage: npm run calibrate -- --pairs FILE [--traps FILE] [--cache FILE] | --texts FILE... | --projection FILE... [--cache FILE]\n',
  );
  process.exitCode = 2;
}

async function withModels<Result>(work: (models: LocalModels) => Promise<Result>): Promise<Result> {
  const models = startLocalModels({ workers: Math.min(2, availableParallelism()), cacheFile: values.cache ?? null });
  try {
    return await work(models);
  } finally {
    models.close();
  }
}
