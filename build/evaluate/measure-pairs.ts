import { cosineFloor, guardCandidate, type Candidate } from '../../src-core/matching/decide.ts';
import { exactOnlyReason } from '../../src-core/matching/eligibility.ts';
import { readText, type MatchText } from '../../src-core/matching/text/read-text.ts';
import type { Embedding } from '../../src-core/ports/model-runner.ts';
import type { LocalModels } from './local-models.ts';
import type { PairRow } from './read-rows.ts';

/** A pair with everything the decision needs, up to the target. */
export interface MeasuredPair {
  row: PairRow;
  /** Row number in the file. */
  index: number;
  /** The same text: an exact hit. */
  exact: boolean;
  /** Null when one of the texts is exact-only. */
  candidate: Candidate | null;
  cosine: number;
  /** Null where the verifier is not asked. */
  logit: number | null;
}

/** Embeds, guards and verifies labelled pairs; the verifier is asked where serving would ask it. */
export async function measurePairs(rows: readonly PairRow[], models: LocalModels): Promise<MeasuredPair[]> {
  const embeddings = await models.embed(rows.flatMap((row) => [row.a, row.b]));
  const texts = readTexts([...embeddings.keys()]);
  const measured = rows.map((row, index) => {
    const stored = embeddings.get(row.a);
    const asked = embeddings.get(row.b);
    const storedText = texts.get(row.a);
    const askedText = texts.get(row.b);
    if (!stored || !asked || !storedText || !askedText) throw new Error(`row ${String(index)} was not embedded`);
    const cosine = cosineOf(stored.vector, asked.vector);
    const eligible = isEligible(row.a, stored) && isEligible(row.b, asked);
    const compared = eligible && cosine >= cosineFloor && row.a !== row.b;
    const candidate = compared ? guardCandidate(storedText, askedText, cosine) : null;
    return { row, index, exact: row.a === row.b, candidate, cosine };
  });
  const asked = measured.filter(({ candidate }) => candidate?.passed);
  const logits = await models.verify(asked.flatMap(({ candidate }) => (candidate ? [candidate.verify] : [])));
  const logitOf = new Map(asked.map((pair, index) => [pair.index, logits[index] ?? null]));
  return measured.map((pair) => ({ ...pair, logit: logitOf.get(pair.index) ?? null }));
}

export function isEligible(text: string, embedding: Embedding): boolean {
  return exactOnlyReason(text, embedding) === null;
}

/** Cosine of two vectors of unit length. */
export function cosineOf(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

export function readTexts(texts: readonly string[]): Map<string, MatchText> {
  return new Map(texts.map((text) => [text, readText(text)]));
}
