/** Earlier distinct texts close to each distinct text, nearest first. */
export type Neighbours = readonly (readonly { place: number; cosine: number }[])[];

/** For each vector all earlier ones with a cosine of at least `floor`, by exact scan. */
export function earlierNeighbours(vectors: readonly Float32Array[], floor: number): Neighbours {
  const width = vectors[0]?.length ?? 0;
  const flat = new Float32Array(vectors.length * width);
  vectors.forEach((vector, index) => flat.set(vector, index * width));
  return vectors.map((vector, index) => {
    const found: { place: number; cosine: number }[] = [];
    for (let place = 0; place < index; place++) {
      const cosine = dotAt(flat, place * width, vector, width);
      if (cosine >= floor) found.push({ place, cosine });
    }
    return found.sort((one, other) => other.cosine - one.cosine);
  });
}

function dotAt(flat: Float32Array, offset: number, vector: Float32Array, width: number): number {
  let first = 0;
  let second = 0;
  for (let index = 0; index + 1 < width; index += 2) {
    first += (flat[offset + index] ?? 0) * (vector[index] ?? 0);
    second += (flat[offset + index + 1] ?? 0) * (vector[index + 1] ?? 0);
  }
  return first + second;
}
