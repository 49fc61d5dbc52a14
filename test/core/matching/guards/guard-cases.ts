import { guardCandidate } from '../../../../src-core/matching/decide.ts';
import { readText } from '../../../../src-core/matching/text/read-text.ts';
import type { GuardName } from '../../../../src-core/matching/guards/guards.ts';

/** Names of the guards that veto a pair, in the order of the table. */
export function vetoes(stored: string, asked: string): GuardName[] {
  const { guards } = guardCandidate(readText(stored), readText(asked), 0.9);
  return guards.filter((verdict) => verdict.veto).map((verdict) => verdict.guard);
}

/** The words that one guard names on each side. */
export function wordsOf(guard: GuardName, stored: string, asked: string): { stored: string[]; asked: string[] } {
  const found = guardCandidate(readText(stored), readText(asked), 0.9).guards.find(
    (verdict) => verdict.guard === guard,
  );
  return { stored: [...(found?.stored ?? [])], asked: [...(found?.asked ?? [])] };
}
