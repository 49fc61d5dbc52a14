/** 95 % of the normal distribution lies within so many standard deviations. */
const usualZ = 1.959964;

/**
 * Score interval of a share (Wilson, 1927): where the true share lies in 95 of 100 such samples, or in as many as the
 * normal quantile `z` says. Holds for few samples and shares near 0 and 1, where the textbook interval does not.
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  z = usualZ,
): { rate: number; low: number; high: number } {
  const rate = successes / trials;
  const spread = (z * z) / trials;
  const centre = (rate + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / trials + spread / (4 * trials));
  return { rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
