import { formatExact, formatRelative } from '../model/format-time.ts';
import { useNowText } from './now.ts';

/** `12s ago`, with the exact time on hover. */
export function RelativeTime({ at }: { at: number }) {
  const text = useNowText((now) => formatRelative(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {text}
    </time>
  );
}
