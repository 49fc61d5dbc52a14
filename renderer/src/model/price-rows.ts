import { ownPriceSchema, type OwnPrice } from '../../../src-core/contracts/savings.ts';

/** A price as it stands in its row of the form. */
export interface PriceRow {
  /** Tells rows apart while they are edited. */
  key: number;
  upstream: string;
  model: string;
  input: string;
  output: string;
}

export const priceRows = (prices: readonly OwnPrice[]): PriceRow[] =>
  prices.map((price, key) => ({
    key,
    upstream: price.upstream ?? '',
    model: price.model,
    input: String(price.inputPerMillion),
    output: String(price.outputPerMillion),
  }));

export const emptyRow = (rows: readonly PriceRow[]): PriceRow => ({
  key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
  upstream: '',
  model: '',
  input: '',
  output: '',
});

const readMoney = (text: string): number | undefined =>
  /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** The price of a row, or what is wrong with it in a sentence. */
function readRow(row: PriceRow): { price: OwnPrice } | { problem: string } {
  const input = readMoney(row.input);
  const output = readMoney(row.output);
  if (row.model.trim() === '') return { problem: 'Write a model, such as gpt-4o-mini or gpt-*.' };
  if (input === undefined || output === undefined) return { problem: 'Write both prices in US dollars, such as 0.15.' };
  const parsed = ownPriceSchema.safeParse({
    ...(row.upstream.trim() === '' ? {} : { upstream: row.upstream.trim() }),
    model: row.model.trim(),
    inputPerMillion: input,
    outputPerMillion: output,
  });
  return parsed.success ? { price: parsed.data } : { problem: `${parsed.error.issues[0]?.message ?? 'Not a price'}.` };
}

/** The prices of all rows; `prices` is null while a row has a problem. */
export function readPriceRows(rows: readonly PriceRow[]): {
  prices: OwnPrice[] | null;
  problems: ReadonlyMap<number, string>;
} {
  const prices: OwnPrice[] = [];
  const problems = new Map<number, string>();
  for (const row of rows) {
    const read = readRow(row);
    if ('price' in read) prices.push(read.price);
    else problems.set(row.key, read.problem);
  }
  return { prices: problems.size === 0 ? prices : null, problems };
}
