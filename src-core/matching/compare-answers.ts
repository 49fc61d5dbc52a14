import type { ShadowVerdict } from '../contracts/shadow.ts';
import type { ModelRunner } from '../ports/model-runner.ts';
import { readText } from './text/read-text.ts';
import { pairTexts } from './text/text-pair.ts';
import { judgeGuards } from './guards/guards.ts';

export interface AnswerComparison {
  verdict: ShadowVerdict;
  cosine: number | null;
  /** What decided, in words. */
  detail: string;
}

/** Answers are read up to here, in UTF-16 units: the embedder takes no more than 256 word pieces. */
const maxCompared = 1000;
/** Above the first, two answers say the same as far as the model can tell; below the second, they do not. */
const sameCosine = 0.85;
const differentCosine = 0.5;

/** Where answers differ in these, they are different whatever else they share; other guards are about questions. */
const tellingGuards: ReadonlySet<string> = new Set(['numbers', 'units', 'dates', 'negation', 'antonyms', 'code']);
/** Guards compare statements; of long texts each has numbers of its own. */
const maxGuardedWords = 40;

/**
 * Whether two answers to what may be the same question say the same. Equal texts do; short ones that differ in a number or
 * a negation do not; else the distance of their meanings decides, and between its bounds it is left to the owner: models
 * word one answer in many ways. Rejects when the models do.
 */
export async function compareAnswers(
  models: Pick<ModelRunner, 'embed'>,
  stored: string,
  fresh: string,
): Promise<AnswerComparison> {
  if (plain(stored) === plain(fresh)) return { verdict: 'same', cosine: null, detail: 'The texts are equal.' };
  const [one, other] = [stored.slice(0, maxCompared), fresh.slice(0, maxCompared)];
  const [left, right] = await Promise.all([models.embed(one), models.embed(other)]);
  const cosine = dot(left.vector, right.vector);
  const differing = isShort(one) && isShort(other) ? guardWords(one, other) : null;
  if (differing !== null) return { verdict: 'different', cosine, detail: differing };
  if (cosine >= sameCosine) return { verdict: 'same', cosine, detail: 'The answers mean the same to the embedder.' };
  if (cosine < differentCosine)
    return { verdict: 'different', cosine, detail: 'The answers are about something else.' };
  return { verdict: 'unclear', cosine, detail: 'The answers are near, but not near enough to tell.' };
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
const isShort = (text: string): boolean => text.split(/\s+/).length <= maxGuardedWords;

function guardWords(stored: string, fresh: string): string | null {
  const veto = judgeGuards(pairTexts(readText(stored), readText(fresh))).find(
    (verdict) => verdict.veto && tellingGuards.has(verdict.guard),
  );
  if (veto === undefined) return null;
  const words = (list: readonly string[]): string => (list.length === 0 ? 'nothing' : list.join(', '));
  return `They differ in ${veto.guard}: ${words(veto.stored)} against ${words(veto.asked)}.`;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
