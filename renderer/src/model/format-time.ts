const relative = new Intl.RelativeTimeFormat(undefined, { style: 'narrow', numeric: 'auto' });
const exact = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

const steps: readonly { unit: Intl.RelativeTimeFormatUnit; ms: number; below: number }[] = [
  { unit: 'second', ms: 1000, below: 60_000 },
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
  { unit: 'day', ms: 86_400_000, below: 30 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000, below: 365 * 86_400_000 },
  { unit: 'year', ms: 365 * 86_400_000, below: Infinity },
];

/** `now`, `12s ago`, `3h ago`, `in 29 days`: how far an instant is from `now`, in one unit. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 2000) return relative.format(0, 'second');
  const step = steps.find(({ below }) => Math.abs(distance) < below);
  return step === undefined ? formatExact(at) : relative.format(Math.trunc(distance / step.ms), step.unit);
}

const minute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Date and time to the minute. */
export function formatMinute(at: number): string {
  return minute.format(at);
}

/** Date and time to the millisecond, as the reader writes them. */
export function formatExact(at: number): string {
  return exact.format(at);
}

const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** A day that is given as YYYY-MM-DD, in whatever time zone it was counted. */
export function formatDay(text: string): string {
  return day.format(Date.parse(`${text}T00:00:00Z`));
}

/** The start of a chart's step: the time of day, with the date when steps span days. */
export function formatStep(at: number, spanMs: number): string {
  const options: Intl.DateTimeFormatOptions =
    spanMs > 26 * 3_600_000 ? { month: 'short', day: 'numeric' } : { hour: 'numeric', minute: '2-digit' };
  return new Intl.DateTimeFormat(undefined, options).format(at);
}
