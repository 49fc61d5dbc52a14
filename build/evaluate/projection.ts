import type { LocalModels } from './local-models.ts';

/** Numbers that a projected vector has: a third, with which no neighbour of 0.70 or more was missed (docs/decisions/0008). */
const kept = 128;
/** More do not help: the 128 directions hold 75 % of other texts' vectors, found from 20,000 as from 30,000. */
const maxTexts = 20_000;

/** The leading principal directions of the embedder's vectors of these texts, as the source of shipped-projection.ts. */
export async function projectionSource(
  texts: readonly string[],
  models: LocalModels,
  command: string,
): Promise<{ source: string; summary: string }> {
  const step = Math.max(1, Math.floor(texts.length / maxTexts));
  const used = texts.filter((_, index) => index % step === 0).slice(0, maxTexts);
  const vectors = [...(await models.embed(used)).values()].map(({ vector }) => vector);
  const { values, directions } = principalDirections(secondMoments(vectors));
  const total = values.reduce((sum, value) => sum + value, 0);
  const share = values.slice(0, kept).reduce((sum, value) => sum + value, 0) / total;
  const bytes = Buffer.concat(directions.slice(0, kept).map(toBytes));
  return {
    source: sourceOf(values.length, bytes, command),
    summary: `${String(kept)} of ${String(values.length)} directions of ${String(vectors.length)} texts hold ${(share * 100).toFixed(1)} % of their vectors\n`,
  };
}

/** Mean of the products of every two numbers of a vector. */
function secondMoments(vectors: readonly Float32Array[]): Float64Array[] {
  const size = vectors[0]?.length ?? 0;
  const moments = Array.from({ length: size }, () => new Float64Array(size));
  for (const vector of vectors) {
    moments.forEach((row, at) => {
      const value = (vector[at] ?? 0) / vectors.length;
      for (let other = at; other < size; other += 1) row[other] = (row[other] ?? 0) + value * (vector[other] ?? 0);
    });
  }
  moments.forEach((row, at) => {
    for (let other = 0; other < at; other += 1) row[other] = moments[other]?.[at] ?? 0;
  });
  return moments;
}

const maxSweeps = 30;

/** Eigenvectors of a symmetric matrix by cyclic rotations (Jacobi, 1846), the one of the largest eigenvalue first. */
function principalDirections(matrix: Float64Array[]): { values: number[]; directions: Float64Array[] } {
  const size = matrix.length;
  /** Row n ends as eigenvector n. */
  const vectors = matrix.map((_, at) => Float64Array.from({ length: size }, (__, other) => (at === other ? 1 : 0)));
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0;
  for (let sweep = 0; sweep < maxSweeps; sweep += 1) {
    let largest = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const off = at(p, q);
        largest = Math.max(largest, Math.abs(off));
        if (Math.abs(off) < 1e-15) continue;
        const theta = (at(q, q) - at(p, p)) / (2 * off);
        const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(tangent, 1);
        const sine = tangent * cosine;
        for (const row of matrix) rotate(row, p, q, cosine, sine);
        rotateRows(matrix, p, q, cosine, sine);
        rotateRows(vectors, p, q, cosine, sine);
      }
    }
    if (largest < 1e-12) break;
  }
  const order = matrix
    .map((_, index) => ({ value: at(index, index), vector: vectors[index] ?? new Float64Array(size) }))
    .toSorted((one, other) => other.value - one.value);
  return { values: order.map(({ value }) => value), directions: order.map(({ vector }) => vector) };
}

function rotate(row: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const one = row[p] ?? 0;
  const other = row[q] ?? 0;
  row[p] = cosine * one - sine * other;
  row[q] = sine * one + cosine * other;
}

function rotateRows(rows: Float64Array[], p: number, q: number, cosine: number, sine: number): void {
  const one = rows[p] ?? new Float64Array();
  const other = rows[q] ?? new Float64Array();
  for (let at = 0; at < one.length; at += 1) {
    const upper = one[at] ?? 0;
    const lower = other[at] ?? 0;
    one[at] = cosine * upper - sine * lower;
    other[at] = sine * upper + cosine * lower;
  }
}

function toBytes(direction: Float64Array): Uint8Array {
  const largest = Math.max(...direction.map(Math.abs));
  return new Uint8Array(Int8Array.from(direction, (value) => Math.round((value / largest) * 127)).buffer);
}

function sourceOf(dimensions: number, bytes: Uint8Array, command: string): string {
  return `/* Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; do not edit by hand. */
import type { ProjectionData } from '../projection.ts';

/** The directions in which vectors of all-MiniLM-L6-v2 differ most. */
export const shippedProjection: ProjectionData = {
  dimensions: ${String(dimensions)},
  kept: ${String(kept)},
  directions:
    '${Buffer.from(bytes).toString('base64')}',
};
`;
}
