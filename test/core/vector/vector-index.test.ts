import { expect, test } from 'vitest';
import { hnswAvailable, openIndex } from './index-support.ts';
import { clusteredVectors } from './random-vectors.ts';
import { vectorIndexConformance } from './vector-index-conformance.ts';

vectorIndexConformance('flat', 200);
if (hnswAvailable) vectorIndexConformance('hnsw', 200);

test.runIf(hnswAvailable)('scans small partitions beside a large one with a graph', async () => {
  const index = openIndex('hnsw');
  const vectors = clusteredVectors(100, 9);
  vectors.forEach((vector, at) => index.add(at < 60 ? 'large' : `small ${at % 10}`, `e${at}`, vector));
  await index.settled();
  expect(index.kind()).toBe('mixed');
  vectors.forEach((vector, at) => {
    const [nearest] = index.search(at < 60 ? 'large' : `small ${at % 10}`, vector, 1, 0.99);
    expect(nearest?.id).toBe(`e${at}`);
  });
});

test('without hnswlib every size is scanned, and status says so', () => {
  const index = openIndex('flat', { switchSize: 10 });
  clusteredVectors(100, 9).forEach((vector, at) => index.add('p', `e${at}`, vector));
  expect({ kind: index.kind(), backlog: index.backlog(), failures: index.failures }).toEqual({
    kind: 'flat',
    backlog: 0,
    failures: [],
  });
});
