import type { Saving, Savings } from '../../../src-core/contracts/savings.ts';
import { formatDollars } from './format-money.ts';
import { formatDuration } from './format-duration.ts';
import { formatCompact } from './format-number.ts';

export const savingMeasures = ['money', 'tokens', 'time'] as const;
export type SavingMeasure = (typeof savingMeasures)[number];

export const measureNames: Record<SavingMeasure, string> = { money: 'Money', tokens: 'Tokens', time: 'Time' };

/** What a saving comes to in one measure: US dollars, tokens, or milliseconds; time lost counts as none. */
export function savingIn(saving: Saving, measure: SavingMeasure): number {
  if (measure === 'money') return saving.dollars;
  if (measure === 'tokens') return saving.inputTokens + saving.outputTokens;
  return Math.max(0, saving.savedMs);
}

export function formatSaving(value: number, measure: SavingMeasure): string {
  if (measure === 'money') return formatDollars(value);
  return measure === 'tokens' ? formatCompact(value) : formatDuration(value);
}

export interface SavingsSeries {
  /** Names with a series of their own, largest first; `others` stands for the rest. */
  names: string[];
  /** One point for each day: the day, and the value of each name by its place in `names`. */
  days: { day: string; values: number[] }[];
}

const maxNames = 5;
export const othersName = 'others';

/** Savings of each day by project or model, the largest names apart. */
export function savingsSeries(savings: Savings, by: 'project' | 'model', measure: SavingMeasure): SavingsSeries {
  const sums = Map.groupBy(savings.days, (row) => row[by]);
  const ranked = [...sums]
    .map(([name, rows]) => ({ name, sum: rows.reduce((sum, row) => sum + savingIn(row, measure), 0) }))
    .toSorted((one, other) => other.sum - one.sum || one.name.localeCompare(other.name));
  const top = ranked.slice(0, maxNames).map(({ name }) => name);
  const names = ranked.length > maxNames ? [...top, othersName] : top;
  const days = [...Map.groupBy(savings.days, ({ day }) => day)].map(([day, rows]) => {
    const values = names.map(() => 0);
    for (const row of rows) {
      const place = top.indexOf(row[by]);
      const index = place === -1 ? names.length - 1 : place;
      values[index] = (values[index] ?? 0) + savingIn(row, measure);
    }
    return { day, values };
  });
  return { names, days };
}
