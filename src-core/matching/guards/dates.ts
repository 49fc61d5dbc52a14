import type { TextPair } from '../text/text-pair.ts';
import { differAsSets, type Finding } from './verdict.ts';

const clock = /\b(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\b\.?|\b(\d{1,2}):(\d{2})\b/giu;
const date = /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/gu;
const relative =
  /\b(?:yesterday|today|tonight|tomorrow|(?:this|last|next|previous|coming|past) (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|quarter|decade|century|summer|winter|spring|fall|season|semester|term))\b/giu;

/** Vetoes another clock time, another written date and another day meant ("next week", "last week"). */
export function datesGuard({ stored, asked }: TextPair): Finding {
  const difference = differAsSets(readDates(stored.text), readDates(asked.text));
  // A bare "today" on one side alone is the eligibility's matter: it keeps such texts out before any guard.
  const oneSided = difference.stored.length === 0 || difference.asked.length === 0;
  const named = [...difference.stored, ...difference.asked].some((found) => /\d/u.test(found));
  return { ...difference, veto: difference.veto && (named || !oneSided) };
}

function readDates(text: string): string[] {
  const times = [...text.matchAll(clock)].map(([, hour, minute, half, hour24, minute24]) =>
    half ? clockTime(hour, minute, half) : clockTime(hour24, minute24, null),
  );
  const dates = [...text.matchAll(date)].map(([found]) => found.replaceAll(/[/.-]/gu, '-'));
  const days = [...text.matchAll(relative)].map(([found]) => found.toLowerCase());
  return [...times, ...dates, ...days];
}

function clockTime(hour = '0', minute = '00', half: string | null): string {
  const hours = half === null ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours)}:${minute}`;
}
