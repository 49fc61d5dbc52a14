import { documentsWith } from './vocabulary.ts';

/** A word this much commoner than its neighbour is what the neighbour was meant to be. */
const typoRatio = 60;
const slipLimit = 8;

/** True when one of the two is most likely a slip of the other: one edit, and only one of them a usual word. */
export function isTypo(one: string, other: string): boolean {
  if (/\d/u.test(one) || /\d/u.test(other) || !oneEditApart(one, other)) return false;
  const shorter = Math.min(one.length, other.length);
  const rarer = Math.min(documentsWith(one), documentsWith(other));
  const commoner = Math.max(documentsWith(one), documentsWith(other));
  if (commoner === 0) return shorter >= 8 || (shorter >= 4 && isTransposition(one, other));
  if (isTransposition(one, other)) return rarer === 0 || (rarer <= slipLimit && commoner >= typoRatio * rarer);
  if (shorter < 4) return false;
  return (rarer === 0 && (shorter >= 5 || commoner >= 20)) || (rarer <= slipLimit && commoner >= typoRatio * rarer);
}

/** One insertion, deletion, substitution or swap of neighbours (Damerau, 1964). */
export function oneEditApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  const start = commonStart(one, other);
  const restOne = one.slice(start);
  const restOther = other.slice(start);
  return (
    restOne.slice(1) === restOther ||
    restOne === restOther.slice(1) ||
    restOne.slice(1) === restOther.slice(1) ||
    isTransposition(one, other)
  );
}

function isTransposition(one: string, other: string): boolean {
  const start = commonStart(one, other);
  return (
    one.length === other.length &&
    one[start] === other[start + 1] &&
    one[start + 1] === other[start] &&
    one.slice(start + 2) === other.slice(start + 2)
  );
}

/** Letters that both begin with. */
export function commonStart(one: string, other: string): number {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  return start;
}
