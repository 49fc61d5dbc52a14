import type { TextPair } from '../text/text-pair.ts';
import type { MatchText } from '../text/read-text.ts';
import { readNumbers } from './read-numbers.ts';
import { differAsSets, type Finding } from './verdict.ts';

const clock = /\b(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m\b\.?|\b(\d{1,2}):(\d{2})\b/giu;
const date = /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/gu;
const relative =
  /\b(?:yesterday|today|tonight|tomorrow|(?:this|last|next|previous|coming|past) (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|quarter|decade|century|summer|winter|spring|fall|autumn|season|semester|term))\b/giu;

/** Vetoes another clock time, another written date and another day meant ("next week", "last week"). */
export function datesGuard({ stored, asked }: TextPair): Finding {
  const all = differAsSets(readDates(stored.text), readDates(asked.text));
  const difference = {
    ...all,
    stored: all.stored.filter((found) => !saysHour(asked, found)),
    asked: all.asked.filter((found) => !saysHour(stored, found)),
  };
  // A bare "today" on one side alone is the eligibility's matter: it keeps such texts out before any guard.
  const oneSided = difference.stored.length === 0 || difference.asked.length === 0;
  const named = [...difference.stored, ...difference.asked].some((found) => /\d/u.test(found));
  const differs = difference.stored.length + difference.asked.length > 0;
  return { ...difference, veto: differs && (named || !oneSided) };
}

const morning = /\b(?:morning|am|a\.m)\b/iu;
const evening = /\b(?:afternoon|evening|night|tonight|pm|p\.m)\b/iu;

/** "9 am" and "nine in the morning", "2 pm" and "2 o'clock": a full hour that the other text gives as a bare number. */
function saysHour(other: MatchText, found: string): boolean {
  const [, hour] = /^(\d+):00$/u.exec(found) ?? [];
  if (hour === undefined || readTimes(other.text).length > 0) return false;
  const isMorning = Number(hour) < 12;
  const denied = isMorning
    ? evening.test(other.text) && !morning.test(other.text)
    : morning.test(other.text) && !evening.test(other.text);
  if (hour === '12' && /\b(?:noon|midday)\b/iu.test(other.text)) return true;
  const named = readNumbers(other).some((number) => Number(number.value) % 12 === Number(hour) % 12);
  return named && !denied;
}

function readDates(text: string): string[] {
  const dates = [...text.matchAll(date)].map(([found]) => found.replaceAll(/[/.-]/gu, '-'));
  const days = [...text.matchAll(relative)].map(([found]) => plainPeriod(found.toLowerCase()));
  return [...readTimes(text), ...dates, ...days];
}

/** One word for each way to say it: the coming term is the next semester. */
function plainPeriod(found: string): string {
  return found
    .replace(/^(?:past|previous)/u, 'last')
    .replace(/^coming/u, 'next')
    .replace(/term$/u, 'semester')
    .replace(/fall$/u, 'autumn');
}

function readTimes(text: string): string[] {
  return [...text.matchAll(clock)].map(([, hour, minute, half, hour24, minute24]) =>
    half ? clockTime(hour, minute, half) : clockTime(hour24, minute24, null),
  );
}

function clockTime(hour = '0', minute = '00', half: string | null): string {
  const hours = half === null ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours)}:${minute}`;
}
