import { formatExact, formatRelative } from '../model/format-time.ts';
import { useNowText } from './now.ts';

/** `in 29d`, or that the time is over; the exact end on hover. */
export function TimeLeft({ until }: { until: number }) {
  const text = useNowText((now) => (until <= now ? 'expired' : formatRelative(until, now)));
  return (
    <time
      dateTime={new Date(until).toISOString()}
      title={formatExact(until)}
      className={text === 'expired' ? 'warn' : undefined}
    >
      {text}
    </time>
  );
}
