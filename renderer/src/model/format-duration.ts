const unitFormat = (unit: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'narrow', ...options });

const fine = unitFormat('millisecond', { maximumFractionDigits: 1 });
const finest = unitFormat('millisecond', { maximumFractionDigits: 2 });
const milliseconds = unitFormat('millisecond', { maximumFractionDigits: 0 });
const seconds = unitFormat('second', { maximumSignificantDigits: 3 });
const wholeSeconds = unitFormat('second', { maximumFractionDigits: 0 });
const minutes = unitFormat('minute', { maximumFractionDigits: 0 });
const hours = unitFormat('hour', { maximumFractionDigits: 0 });
const days = unitFormat('day', { maximumFractionDigits: 0 });

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time in at most two units: `0.42ms`, `318ms`, `1.24s`, `3m 20s`, `2d 4h`. */
export function formatDuration(ms: number): string {
  if (ms < 1) return finest.format(ms);
  if (ms < 10) return fine.format(ms);
  if (ms < 999.5) return milliseconds.format(ms);
  if (ms < minute) return seconds.format(ms / 1000);
  if (ms < hour) return twoUnits(ms, minute, minutes, 1000, wholeSeconds);
  if (ms < day) return twoUnits(ms, hour, hours, minute, minutes);
  return twoUnits(ms, day, days, hour, hours);
}

function twoUnits(
  ms: number,
  bigMs: number,
  big: Intl.NumberFormat,
  smallMs: number,
  small: Intl.NumberFormat,
): string {
  const bigCount = Math.floor(ms / bigMs);
  const smallCount = Math.floor((ms - bigCount * bigMs) / smallMs);
  return smallCount === 0 ? big.format(bigCount) : `${big.format(bigCount)} ${small.format(smallCount)}`;
}
