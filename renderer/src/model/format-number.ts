const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

export const formatCount = (count: number): string => whole.format(count);

/** Exact up to 99,999, then `1.2M`: for places that must not grow. */
export const formatCompact = (count: number): string => (count < 100_000 ? whole : compact).format(count);

const confidence = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A probability as `0.94`; cut, not rounded, so that it never looks surer than it is. */
export const formatConfidence = (value: number): string => confidence.format(Math.floor(value * 100 + 1e-9) / 100);

/** `part` of `total` in percent; a dash when there is nothing to take a part of. */
export function formatShare(part: number, total: number): string {
  return total === 0 ? '–' : percent.format(part / total);
}

/** `1 entry`, `2,000 entries`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
