import { formatExact, formatRelative } from '../model/format-time.ts';
import { useNowText } from './now.ts';

/** `12s ago`, with the exact time on hover. */
export function RelativeTime({ at }: { at: number }) {
  // An instant newer than the last second of the shared clock would read "in 1s".
  const text = useNowText((now) => formatRelative(at, Math.max(now, Math.min(at, Date.now()))));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {text}
    </time>
  );
}
