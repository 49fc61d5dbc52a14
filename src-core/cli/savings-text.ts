import type { Saving, Savings } from '../contracts/savings.ts';

const number = new Intl.NumberFormat('en-US');
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

/** Savings as a table for the terminal, with the sources of every figure below. */
export function savingsText(savings: Savings): string {
  const rows = [row('total', savings.total), ...savings.byModel.map((saving) => row(saving.name, saving))];
  const width = Math.max(...rows.map(([name]) => name.length), 5);
  const header = `${'model'.padEnd(width)}  ${'requests'.padStart(10)}  ${'tokens'.padStart(14)}  ${'saved'.padStart(12)}  ${'time'.padStart(10)}`;
  return [
    header,
    ...rows.map(
      ([name, requests, tokens, money, time]) =>
        `${name.padEnd(width)}  ${requests.padStart(10)}  ${tokens.padStart(14)}  ${money.padStart(12)}  ${time.padStart(10)}`,
    ),
    '',
    ...savings.sources,
  ].join('\n');
}

function row(name: string, saving: Saving): [string, string, string, string, string] {
  const tokens = saving.inputTokens + saving.outputTokens;
  return [
    name,
    number.format(saving.requests),
    `${saving.estimatedTokens > 0 ? '~' : ''}${number.format(tokens)}`,
    saving.unpricedTokens === tokens && tokens > 0 ? 'no price' : dollars.format(saving.dollars),
    `${(saving.savedMs / 1000).toFixed(1)} s`,
  ];
}
