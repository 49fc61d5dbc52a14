import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { targets } from '../src-core/matching/decide.ts';
import { reportPairs } from './evaluate/evaluate-pairs.ts';
import { measureStream, playStream, reportStream } from './evaluate/evaluate-stream.ts';
import { reportNeighbours } from './evaluate/evaluate-neighbours.ts';
import { startLocalModels } from './evaluate/local-models.ts';
import { measurePairs } from './evaluate/measure-pairs.ts';
import { parityLines, readPairs, readStream, readTexts } from './evaluate/read-rows.ts';
import { describeNeighbours, describePairs, describeStream } from './evaluate/describe.ts';

/**
 * `npm run evaluate -- pairs|traps|stream FILE [--target 0.97] [--limit N] [--json] [--cache FILE] [--parity even|odd]`:
 * accuracy of the decision that serves requests on a labelled file; `neighbours FILE`: how many of the nearest texts the
 * index finds. `--cache` keeps the models' figures for the next run.
 */
const usage =
  'usage: npm run evaluate -- pairs|traps|stream|neighbours FILE [--target 0.97] [--limit N] [--parity even|odd] [--json] [--cache FILE]\n';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    target: { type: 'string', default: String(targets.balanced) },
    limit: { type: 'string' },
    parity: { type: 'string' },
    cache: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [mode, file] = positionals;
const parity = parityOf(values.parity);
const target = Number(values.target);
const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
if (
  !mode ||
  !['pairs', 'traps', 'stream', 'neighbours'].includes(mode) ||
  !file ||
  !(target > 0 && target < 1) ||
  !(limit > 0) ||
  parity === null
) {
  process.stderr.write(usage);
  process.exit(2);
}

const started = performance.now();
const models = startLocalModels({ workers: Math.min(2, availableParallelism()), cacheFile: values.cache ?? null });
try {
  await run(mode, file);
} finally {
  models.close();
}

/** Undefined when all lines are wanted, null when the option makes no sense. */
function parityOf(option: string | undefined): keyof typeof parityLines | undefined | null {
  if (option === undefined || option === 'even' || option === 'odd') return option;
  return null;
}

async function run(mode: string, file: string): Promise<void> {
  const milliseconds = (): number => Math.round(performance.now() - started);
  if (mode === 'stream') {
    const stream = await measureStream(readStream(file).slice(0, limit), models);
    const { count } = await playStream(stream, target, models);
    const report = { file, target, ...reportStream(stream, count), milliseconds: milliseconds() };
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describeStream(report));
    return;
  }
  if (mode === 'neighbours') {
    const texts = [...new Set(readTexts(file))].slice(0, limit);
    const report = { file, ...(await reportNeighbours(texts, models)), milliseconds: milliseconds() };
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describeNeighbours(report));
    return;
  }
  const rows = readPairs(file, parity ? parityLines[parity] : undefined);
  const pairs = await measurePairs(rows.slice(0, limit), models);
  const report = { file, target, ...reportPairs(pairs, target), milliseconds: milliseconds() };
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describePairs(report));
}
