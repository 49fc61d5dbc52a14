/** One row of a regression: figures, the share of 1 in its label (0, 1 or between), and its weight. */
export interface RegressionRow {
  x: readonly number[];
  y: number;
  weight: number;
}

export interface Logistic {
  intercept: number;
  weights: number[];
}

const rounds = 30;

/**
 * Logistic regression by Newton's method with a ridge penalty on the weights of standardised figures (le Cessie and van
 * Houwelingen, 1992).
 */
export function fitLogistic(rows: readonly RegressionRow[], ridge: number): Logistic {
  const width = rows[0]?.x.length ?? 0;
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const mean = vector(width, (column) => rows.reduce((sum, row) => sum + row.weight * at(row.x, column), 0) / total);
  const spread = vector(
    width,
    (column) =>
      Math.sqrt(rows.reduce((sum, row) => sum + row.weight * (at(row.x, column) - at(mean, column)) ** 2, 0) / total) ||
      1,
  );
  const scaled = rows.map((row) => [
    1,
    ...row.x.map((value, column) => (value - at(mean, column)) / at(spread, column)),
  ]);
  let beta = vector(width + 1, () => 0);
  for (let round = 0; round < rounds; round++) {
    const gradient = vector(width + 1, (column) => (column === 0 ? 0 : -ridge * at(beta, column)));
    const hessian = gradient.map((_, row) => vector(width + 1, (column) => (row === column && row > 0 ? ridge : 0)));
    scaled.forEach((x, index) => {
      const row = rows[index];
      if (!row) return;
      const probability = sigmoid(dot(beta, x));
      const curve = row.weight * probability * (1 - probability);
      x.forEach((value, i) => {
        gradient[i] = at(gradient, i) + row.weight * (row.y - probability) * value;
        const line = hessian[i] ?? [];
        for (let j = 0; j <= i; j++) line[j] = at(line, j) + curve * value * at(x, j);
      });
    });
    const step = solve(hessian, gradient);
    beta = beta.map((value, index) => value + at(step, index));
    if (Math.max(...step.map(Math.abs)) < 1e-8) break;
  }
  const weights = vector(width, (column) => at(beta, column + 1) / at(spread, column));
  return { intercept: at(beta, 0) - dot(weights, mean), weights };
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * at(other, index), 0);
}

function vector(length: number, value: (index: number) => number): number[] {
  return Array.from({ length }, (_, index) => value(index));
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0;

/** Solves a symmetric positive definite system given its lower half, by Cholesky's decomposition. */
function solve(lower: readonly number[][], right: readonly number[]): number[] {
  const size = right.length;
  const factor = right.map(() => vector(size, () => 0));
  const cell = (row: number, column: number): number => at(factor[row] ?? [], column);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(lower[i] ?? [], j);
      for (let k = 0; k < j; k++) sum -= cell(i, k) * cell(j, k);
      const row = factor[i];
      if (row) row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / cell(j, j);
    }
  }
  const forward: number[] = [];
  for (let i = 0; i < size; i++) {
    let sum = at(right, i);
    for (let k = 0; k < i; k++) sum -= cell(i, k) * at(forward, k);
    forward.push(sum / cell(i, i));
  }
  const result = vector(size, () => 0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = at(forward, i);
    for (let k = i + 1; k < size; k++) sum -= cell(k, i) * at(result, k);
    result[i] = sum / cell(i, i);
  }
  return result;
}
