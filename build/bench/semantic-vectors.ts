/** Numbers per vector of the shipped embedder. */
export const dimensions = 384;

const perCluster = 20;

/** Unit vectors around centres, as texts on topics are; the same every time. */
export function clustered(count: number): Float32Array[] {
  let state = 12_345;
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5;
  const centres = Array.from({ length: Math.ceil(count / perCluster) }, () =>
    Float32Array.from({ length: dimensions }, random),
  );
  return Array.from({ length: count }, (_, index) => {
    const centre = centres[index % centres.length] ?? new Float32Array(dimensions);
    const vector = centre.map((value) => value + 0.6 * random());
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    return vector.map((value) => value / length);
  });
}
