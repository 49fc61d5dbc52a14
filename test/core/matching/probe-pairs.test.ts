import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readText } from '../../../src-core/matching/text/read-text.ts';
import { guardCandidate } from '../../../src-core/matching/decide.ts';

interface Probe {
  a: string;
  b: string;
  label: 0 | 1;
}

const probes = readFileSync(new URL('probe-pairs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Probe);
const passes = ({ a, b }: Probe): boolean => guardCandidate(readText(a), readText(b), 0.9).passed;

test('guards alone stop most near misses of the probe pairs and let most rewordings through', () => {
  const different = probes.filter(({ label }) => label === 0);
  const same = probes.filter(({ label }) => label === 1);
  expect(different.filter(passes).length / different.length).toBeLessThan(0.3);
  expect(same.filter(passes).length / same.length).toBeGreaterThan(0.85);
});

test('guards and pairing take well under a millisecond', () => {
  const texts = probes.map(({ a, b }) => ({ stored: readText(a), asked: readText(b) }));
  for (const { stored, asked } of texts) guardCandidate(stored, asked, 0.9);
  const started = performance.now();
  for (let round = 0; round < 5; round++) for (const { stored, asked } of texts) guardCandidate(stored, asked, 0.9);
  expect((performance.now() - started) / (5 * texts.length)).toBeLessThan(1);
});
