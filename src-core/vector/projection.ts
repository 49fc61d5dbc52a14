import { createHash } from 'node:crypto';

/** What `npm run calibrate -- --projection` measured of an embedder: the directions in which its vectors differ most. */
export interface ProjectionData {
  /** Numbers per vector of the embedder, and how many are left of them. */
  dimensions: number;
  kept: number;
  /** Base64 of signed bytes, one direction of `dimensions` numbers after the other. */
  directions: string;
}

/**
 * Brings vectors into fewer dimensions, so that a graph of many takes less memory: the leading principal directions
 * (Pearson, 1901) of the embedder's vectors, about zero, scaled back to unit length. A cosine between two projected vectors is
 * near to the true one, not equal to it; the exact vectors of the store decide.
 */
export interface Projection {
  /** Tells whether a saved graph was made with the same directions. */
  readonly id: string;
  readonly kept: number;
  apply: (vector: Float32Array) => Float32Array;
}

export function createProjection({ dimensions, kept, directions }: ProjectionData): Projection {
  const bytes = Buffer.from(directions, 'base64');
  const codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (codes.length !== dimensions * kept) throw new RangeError(`${codes.length} numbers of ${kept} directions`);
  const matrix = Float32Array.from(codes);
  for (let row = 0; row < kept; row += 1) toUnitLength(matrix.subarray(row * dimensions, (row + 1) * dimensions));
  return {
    id: createHash('sha256').update(directions).digest('hex').slice(0, 16),
    kept,
    apply: (vector) => {
      const projected = new Float32Array(kept);
      for (let row = 0; row < kept; row += 1) {
        const from = row * dimensions;
        let sum = 0;
        for (let at = 0; at < dimensions; at += 1) sum += (matrix[from + at] ?? 0) * (vector[at] ?? 0);
        projected[row] = sum;
      }
      return toUnitLength(projected);
    },
  };
}

/** In place. A vector that has nothing in the kept directions stays zero: it is near to nothing. */
function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length > 0) for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}
