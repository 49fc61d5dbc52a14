import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createPause } from './background.ts';
import type { IndexEntry, Partition } from './entry.ts';
import type { Graph } from './graph.ts';
import { describeFile, manifestName, type Manifest } from './saved-index.ts';
import type { PartitionedIndex } from './vector-index.ts';

/** Lines of a labels file written at once. */
const linesAtOnce = 2000;

/**
 * Writes every graph and, last of all, the manifest that names the files: whoever reads finds the old index or the new
 * one, whole. While a graph is written new vectors of its partition are scanned; nothing waits.
 */
export async function saveIndex(
  index: PartitionedIndex,
  folder: string,
  described: Pick<Manifest, 'modelIdentity' | 'dimensions' | 'projection'>,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const graphs: Manifest['graphs'] = [];
  for (const partition of index.partitions()) {
    const saved = await saveGraph(partition, folder);
    if (saved !== null) graphs.push(saved);
    index.thawed(partition);
  }
  const manifest: Manifest = { format: 2, ...described, graphs };
  const draft = `${manifestName}.tmp`;
  await writeWhole(join(folder, draft), [JSON.stringify(manifest)]);
  await rename(join(folder, draft), join(folder, manifestName));
  await removeOthers(
    folder,
    new Set([manifestName, ...graphs.flatMap((saved) => [saved.graph.name, saved.labels.name])]),
  );
}

async function saveGraph(partition: Partition, folder: string): Promise<Manifest['graphs'][number] | null> {
  const { graph, name } = partition;
  if (graph === null || graph.size === 0) return null;
  const base = randomUUID();
  const { nextLabel } = graph;
  graph.freeze();
  try {
    await graph.write(join(folder, `${base}.hnsw`));
    await writeWhole(join(folder, `${base}.labels`), labelLines(graph));
  } finally {
    graph.thaw();
  }
  return {
    partition: name,
    nextLabel,
    graph: await describeFile(folder, `${base}.hnsw`),
    labels: await describeFile(folder, `${base}.labels`),
  };
}

function* labelLines(graph: Graph<IndexEntry>): Generator<string> {
  let lines = '';
  let count = 0;
  for (const line of graph.labels()) {
    lines += `${JSON.stringify(line)}\n`;
    count += 1;
    if (count % linesAtOnce === 0) {
      yield lines;
      lines = '';
    }
  }
  yield lines;
}

/** On disk before it is named anywhere: a power cut must not leave a manifest of empty files. */
async function writeWhole(path: string, parts: Iterable<string>): Promise<void> {
  const file = await open(path, 'w', 0o600);
  const pause = createPause();
  try {
    for (const part of parts) {
      await file.write(part);
      await pause();
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Files of earlier saves, and of saves that were cut short. */
async function removeOthers(folder: string, kept: Set<string>): Promise<void> {
  for (const name of await readdir(folder)) if (!kept.has(name)) await rm(join(folder, name), { force: true });
}
