import { documentsWith } from '../../src-core/matching/text/vocabulary.ts';
import type { PairRow } from './read-rows.ts';

/** Numbers 0..1 from a seed (mulberry32 by Tommy Ettinger), so that a calibration can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Edit = (text: string, random: () => number) => string | null;

const openings = [
  'Please ',
  'Can you ',
  'Could you please ',
  'Hi, ',
  'Quick question: ',
  'Can you tell me ',
  'I was wondering, ',
];
const contracted: readonly (readonly [RegExp, string])[] = [
  [/\bWhat is\b/u, "What's"],
  [/\bWhat's\b/u, 'What is'],
  [/\bdo not\b/u, "don't"],
  [/\bdon't\b/u, 'do not'],
  [/\bI am\b/u, "I'm"],
  [/\bI'm\b/u, 'I am'],
  [/\bHow is\b/u, "How's"],
  [/\bcannot\b/u, "can't"],
];

/** Edits that change nothing: swapped neighbours, a lost letter, contractions, courtesies, case. */
const harmless: readonly Edit[] = [
  (text, random) => swapNeighbours(text, random),
  (text, random) => swapNeighbours(text, random),
  (text, random) => loseLetter(text, random),
  (text) => firstChange(text, contracted),
  (text) => firstChange(text, contracted),
  (text, random) => `${pick(openings, random)}${text.slice(0, 1).toLowerCase()}${text.slice(1)}`,
  (text) => text.toLowerCase().replace(/[?.]+$/u, ''),
];

/** A known word exchanged for another known one. */
const harmful: Edit = (text, random) => {
  const words = text.split(' ');
  const known = words
    .map((word, index) => ({ word, index }))
    .filter(({ word }) => /^[a-z]{5,}$/u.test(word) && documentsWith(word) > 0);
  const target = pick(known, random);
  const others = wordsSeen.filter((word) => word !== target?.word);
  const other = pick(others, random);
  if (!target || !other) return null;
  return words.map((word, index) => (index === target.index ? other : word)).join(' ');
};

const wordsSeen: string[] = [];

/** Pairs of a text and its edit, labelled by what the edit does. */
export function editedPairs(texts: readonly string[], count: number, seed: number): PairRow[] {
  const random = seededRandom(seed);
  wordsSeen.splice(0, wordsSeen.length, ...texts.flatMap((text) => text.match(/(?<= )[a-z]{5,}(?= )/gu) ?? []));
  const pairs: PairRow[] = [];
  while (pairs.length < count) {
    const text = pick(texts, random);
    const label = random() < 0.6 ? 1 : 0;
    const edit = label === 1 ? pick(harmless, random) : harmful;
    const edited = text === undefined ? null : (edit?.(text, random) ?? null);
    if (text === undefined || edited === null || edited === text) continue;
    pairs.push({ a: text, b: edited, label, source: 'edit', kind: label === 1 ? 'harmless' : 'other word' });
  }
  return pairs;
}

function swapNeighbours(text: string, random: () => number): string | null {
  const at = 1 + Math.floor(random() * (text.length - 3));
  const [one = '', other = ''] = [text[at], text[at + 1]];
  if (!/[a-z ]/u.test(one) || !/[a-z ]/u.test(other) || one === other) return null;
  return text.slice(0, at) + other + one + text.slice(at + 2);
}

function loseLetter(text: string, random: () => number): string | null {
  const found = pick([...text.matchAll(/\b[a-z]{6,}\b/gu)], random);
  if (!found) return null;
  const at = found.index + 1 + Math.floor(random() * (found[0].length - 2));
  return text.slice(0, at) + text.slice(at + 1);
}

function firstChange(text: string, changes: readonly (readonly [RegExp, string])[]): string | null {
  const change = changes.find(([pattern]) => pattern.test(text));
  return change ? text.replace(change[0], change[1]) : null;
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}
