/** Sizes and times as people write them in settings: `512 MiB`, `1.5GB`, `30d`, `15 min`. */
const byteUnits: Record<string, number> = {
  b: 1,
  byte: 1,
  bytes: 1,
  k: 1024,
  kb: 1000,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1000 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1000 ** 3,
  gib: 1024 ** 3,
  t: 1024 ** 4,
  tb: 1000 ** 4,
  tib: 1024 ** 4,
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const timeUnits: Record<string, number> = {
  ms: 1,
  s: second,
  sec: second,
  second: second,
  seconds: second,
  m: minute,
  min: minute,
  minute: minute,
  minutes: minute,
  h: hour,
  hr: hour,
  hour: hour,
  hours: hour,
  d: day,
  day: day,
  days: day,
  w: 7 * day,
  week: 7 * day,
  weeks: 7 * day,
};

function parseQuantity(text: string, units: Record<string, number>, bareUnit: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  if (match === null) return null;
  const unit = units[(match[2] ?? '').toLowerCase() || bareUnit];
  return unit === undefined ? null : Math.round(Number(match[1]) * unit);
}

/** Bytes of a size; a bare number is bytes. Null when it is not a size. */
export const parseBytes = (text: string): number | null => parseQuantity(text, byteUnits, 'b');

/** Milliseconds of a length of time; a bare number is seconds. Null when it is not one. */
export const parseTime = (text: string): number | null => parseQuantity(text, timeUnits, 's');

function writeQuantity(value: number, units: readonly (readonly [string, number])[], smallest: string): string {
  const unit = units.find(([, size]) => value >= size && value % size === 0);
  return unit === undefined ? `${String(value)} ${smallest}` : `${String(value / unit[1])} ${unit[0]}`;
}

/** A size that parseBytes reads back to the same number. */
export function writeBytes(bytes: number): string {
  const units = [
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const;
  return writeQuantity(bytes, units, 'B');
}

/** A length of time that parseTime reads back to the same number. */
export function writeTime(ms: number): string {
  const units = [
    ['days', day],
    ['hours', hour],
    ['minutes', minute],
    ['seconds', second],
  ] as const;
  const written = writeQuantity(ms, units, 'ms');
  return written.startsWith('1 ') ? written.replace(/s$/, (end) => (written.endsWith('ms') ? end : '')) : written;
}
