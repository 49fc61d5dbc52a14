/** Vectors that are the same in every run: clusters of near neighbours, and loners. */

export const dimensions = 384;

/** mulberry32: a small generator with a full period, seeded. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function unit(values: Float32Array): Float32Array {
  let squares = 0;
  for (const value of values) squares += value * value;
  const length = Math.sqrt(squares);
  return values.map((value) => value / length);
}

/** A vector in a direction that no other has to do with. */
export function randomVector(random: () => number): Float32Array {
  return unit(Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5));
}

/** A vector near another: the cosine is about 1 / sqrt(1 + spread^2). */
export function near(center: Float32Array, spread: number, random: () => number): Float32Array {
  const scale = (spread / Math.sqrt(dimensions)) * 2;
  return unit(center.map((value) => value + (random() + random() + random() - 1.5) * scale));
}

/** Three of four in clusters of about 40 with cosines around 0.75 among them, as paraphrases and topics are; the rest alone. */
export function clusteredVectors(count: number, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  const centers = Array.from({ length: Math.max(1, Math.floor(count / 50)) }, () => randomVector(random));
  return Array.from({ length: count }, (_, at) =>
    at % 4 === 0 ? randomVector(random) : near(centers[at % centers.length]!, 0.6, random),
  );
}
