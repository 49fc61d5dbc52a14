const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const short = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

/** Bytes in the binary units that settings use too: `312 B`, `4.15 MiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${short.format(value)} ${units[unit] ?? 'B'}`;
}
