const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Ten years: longer is a slip of the hand, and further on instants stop being exact. */
const maxMs = 3650 * 86_400_000;

/** A duration such as `30s`, `15m`, `12h`, `7d` or `2w` in milliseconds; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const parts = /^(\d{1,9})\s*([smhdw])$/i.exec(text.trim());
  if (parts === null) return undefined;
  const milliseconds = Number(parts[1]) * (unitMs[(parts[2] ?? '').toLowerCase()] ?? 0);
  return milliseconds > 0 && milliseconds <= maxMs ? milliseconds : undefined;
}
