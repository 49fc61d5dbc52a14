import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Line } from './semantic-lines.ts';
import { benchScale } from './semantic-scale.ts';
import { benchStages } from './semantic-stages.ts';

/** Answers by meaning: each stage by itself, then whole hits among `--entries=1000,10000,100000` stored requests. */
export async function benchSemantic(): Promise<Line[]> {
  const { values } = parseArgs({
    strict: false,
    options: { entries: { type: 'string', default: '1000,10000,100000' } },
  });
  const sizes = String(values.entries).split(',').map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'semcache-bench-'));
  try {
    const stages = await benchStages(folder);
    const lines = [...stages.lines];
    for (const entries of sizes) lines.push(...(await benchScale(folder, entries, stages)));
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
