import type { ReplayPoint } from '../../../src-core/contracts/match-lab.ts';
import { formatDollarChange } from './format-money.ts';
import { formatCount } from './format-number.ts';

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** A target as `97%`. */
export const formatPercent = (share: number): string => percent.format(share);

const signed = (count: number): string => `${count > 0 ? '+' : ''}${formatCount(count)}`;

/** What a target would have brought, as names and values. */
export function pointFacts(point: ReplayPoint): { name: string; value: string }[] {
  return [
    { name: 'Hits by meaning', value: formatCount(point.hits) },
    { name: 'Gained', value: formatCount(point.gained) },
    { name: 'Lost', value: formatCount(point.lost) },
    { name: 'Tokens', value: signed(point.tokens) },
    { name: 'Money', value: formatDollarChange(point.dollars) },
  ];
}
