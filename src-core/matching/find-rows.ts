import type { Embedding } from '../ports/model-runner.ts';
import type { VectorRow } from '../ports/vector-rows.ts';
import type { MatcherDeps } from './matcher-deps.ts';
import type { VectorSpace } from './vector-space.ts';

/** A text with its vectors: the space's own, and the shipped embedder's, which decides. */
export interface EmbeddedText {
  text: string;
  vector: Float32Array;
  decisive: Embedding;
}

/** A stored request near to the asked one; the cosine is the shipped embedder's, whatever found it. */
export interface FoundRow {
  row: VectorRow;
  cosine: number;
}

/** Embeds a text as a space and as the decision needs it. Rejects like the models. */
export async function embedText(
  deps: Pick<MatcherDeps, 'models'>,
  space: VectorSpace,
  text: string,
): Promise<EmbeddedText> {
  const [decisive, found] = await Promise.all([deps.models.embed(text), space.decides ? null : space.embed(text)]);
  return { text, vector: (found ?? decisive).vector, decisive };
}

/** The k nearest rows of a partition by the space's embedder, nearest first by the shipped one, cosine at least `floor`. */
export async function findRows(
  deps: Pick<MatcherDeps, 'rows' | 'vectorOf'>,
  space: VectorSpace,
  asked: EmbeddedText,
  { partition, k, floor }: { partition: string; k: number; floor: number },
): Promise<FoundRow[]> {
  // What a cosine of another embedder means nobody has measured: there the number of candidates is the only bound.
  const near = nearestRows(deps, space, asked.vector, { partition, k, floor: space.decides ? floor : -1 });
  return (await withDecisiveCosines(deps, space, asked, near)).filter(({ cosine }) => cosine >= floor);
}

/** The same rows with the shipped embedder's cosines, nearest first. */
export async function withDecisiveCosines(
  deps: Pick<MatcherDeps, 'vectorOf'>,
  space: VectorSpace,
  asked: EmbeddedText,
  rows: FoundRow[],
): Promise<FoundRow[]> {
  if (space.decides) return rows;
  const judged = await Promise.all(
    rows.map(async ({ row }) => ({ row, cosine: dot(asked.decisive.vector, await deps.vectorOf(row.text)) })),
  );
  return judged.toSorted((one, other) => other.cosine - one.cosine);
}

/** The row of exactly this stored text, however far it is from what was asked; undefined when it is gone. */
export async function findRowOf(
  deps: Pick<MatcherDeps, 'rows' | 'vectorOf'>,
  space: VectorSpace,
  asked: EmbeddedText,
  { partition, stored }: { partition: string; stored: string },
): Promise<FoundRow | undefined> {
  const { vector } = await space.embed(stored);
  const near = nearestRows(deps, space, vector, { partition, k: 5, floor: sameText });
  const found = near.find(({ row }) => row.text === stored);
  if (found === undefined) return undefined;
  return { row: found.row, cosine: dot(asked.decisive.vector, await deps.vectorOf(stored)) };
}

/** One text embedded twice by the same files; the backend may differ in the last digits. */
const sameText = 0.99;

function nearestRows(
  deps: Pick<MatcherDeps, 'rows'>,
  space: VectorSpace,
  vector: Float32Array,
  { partition, k, floor }: { partition: string; k: number; floor: number },
): FoundRow[] {
  return space.index.search(partition, vector, k, floor).flatMap(({ id, cosine }) => {
    const row = deps.rows.get(id);
    // The partition is the wall between namespaces, so it is checked again where the row says it.
    if (row?.partition === partition) return [{ row, cosine }];
    space.index.remove(id);
    return [];
  });
}

function dot(one: Float32Array, other: Float32Array): number {
  return Math.min(
    one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0),
    1,
  );
}
