import type { TextPair } from '../text/text-pair.ts';
import { antonymsGuard } from './antonyms.ts';
import { classesGuard } from './classes.ts';
import { codeTokensGuard } from './code-tokens.ts';
import { datesGuard } from './dates.ts';
import { directionGuard } from './direction.ts';
import { formatGuard } from './format.ts';
import { namesGuard } from './names.ts';
import { negationGuard } from './negation.ts';
import { numbersGuard } from './numbers.ts';
import { payloadGuard } from './payload.ts';
import { qualifierGuard } from './qualifier.ts';
import { questionKindGuard } from './question-kind.ts';
import { quotedGuard } from './quoted.ts';
import { substitutionGuard } from './substitution.ts';
import { swappedRolesGuard } from './swapped-roles.ts';
import { symbolsGuard } from './symbols.ts';
import { temporalGuard } from './temporal.ts';
import { unitsGuard } from './units.ts';
import { agrees, type Finding } from './verdict.ts';

type Guard = (pair: TextPair) => Finding;

const guardTable = [
  ['numbers', numbersGuard],
  ['units', unitsGuard],
  ['dates', datesGuard],
  ['quoted', quotedGuard],
  ['code', codeTokensGuard],
  ['symbols', symbolsGuard],
  ['negation', negationGuard],
  ['antonyms', antonymsGuard],
  ['classes', classesGuard],
  ['names', namesGuard],
  ['temporal', temporalGuard],
  ['direction', directionGuard],
  ['roles', swappedRolesGuard],
  ['format', formatGuard],
  ['questionKind', questionKindGuard],
  ['qualifier', qualifierGuard],
  ['payload', payloadGuard],
  ['substitution', substitutionGuard],
] as const satisfies readonly (readonly [string, Guard])[];

export type GuardName = (typeof guardTable)[number][0];
export interface GuardVerdict extends Finding {
  guard: GuardName;
}

/** Where two texts differ only in spaces and punctuation, only these have something to say. */
const readsMarks: ReadonlySet<GuardName> = new Set(['numbers', 'units', 'dates', 'code', 'symbols']);

/** Every guard's verdict on a pair, in the order of the table. One veto is enough to miss. */
export function judgeGuards(pair: TextPair): GuardVerdict[] {
  return guardTable.map(([guard, judge]) => ({
    guard,
    ...(pair.sameLetters && !readsMarks.has(guard) ? agrees : judge(pair)),
  }));
}
