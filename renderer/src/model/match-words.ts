import type { MatchCandidate } from '../../../src-core/contracts/views.ts';

/** Decisions and guards by their codes, in words; a code that a newer core adds is shown as it is. */
const reasons: Record<string, string> = {
  served: 'Served: the confidence reaches the target.',
  confirmed: 'Served: you confirmed this pair.',
  forbidden: 'Not served: you marked this pair wrong.',
  too_far: 'Not served: the texts are too far apart to be compared.',
  guard: 'Not served: something differs that changes the answer.',
  below_target: 'Not served: the confidence is below the target.',
};

const guards: Record<string, string> = {
  numbers: 'Numbers',
  units: 'Units',
  dates: 'Dates',
  quoted: 'Quoted text',
  code: 'Code',
  symbols: 'Symbols',
  negation: 'Negation',
  antonyms: 'Opposites',
  classes: 'Kinds of things',
  names: 'Names',
  temporal: 'Time',
  direction: 'Direction',
  roles: 'Who does what to whom',
  format: 'Form of the answer',
  questionKind: 'Kind of question',
  qualifier: 'Qualifiers',
  payload: 'Text to work on',
  substitution: 'Replaced words',
};

export const matchReasonWords = (code: string): string => reasons[code] ?? code;

export interface Difference {
  name: string;
  stored: string;
  asked: string;
}

/** What guards found to differ, those that decided first. */
export function differencesOf({ guards: found }: MatchCandidate): Difference[] {
  return found
    .toSorted((a, b) => Number(b.veto) - Number(a.veto))
    .map(({ guard, stored, asked }) => ({
      name: guards[guard] ?? guard,
      stored: stored.join(', ') || 'nothing',
      asked: asked.join(', ') || 'nothing',
    }));
}
