import type { MatchReplay } from '../../../src-core/contracts/match-lab.ts';
import { matchTargets, type Settings } from '../../../src-core/contracts/settings.ts';
import { formatCount, formatPlural } from './format-number.ts';
import { formatPercent } from './replay-points.ts';

const levelNames = ['strict', 'balanced', 'relaxed'] as const;

/** `97% (balanced)`, or only the share for a target without a name. */
export function targetWords(target: number): string {
  const name = levelNames.find((level) => matchTargets[level] === target);
  return name === undefined ? formatPercent(target) : `${formatPercent(target)} (${name})`;
}

/** The target that settings give; null while nothing is answered by meaning. */
export function targetInUse({ level, target }: Settings['matching']): number | null {
  if (level === 'off') return null;
  return level === 'custom' ? target : matchTargets[level];
}

/** One sentence on the chosen target, for those who do not see the chart. */
export function replaySummary({ requests, chosen }: MatchReplay): string {
  return `At ${targetWords(chosen.target)}, ${formatPlural(requests, 'logged lookup')} would have brought ${formatPlural(chosen.hits, 'hit')} by meaning: ${formatCount(chosen.gained)} gained, ${formatCount(chosen.lost)} lost.`;
}
