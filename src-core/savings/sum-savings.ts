import type { OwnPrice, Saving, Savings, UsedPrice } from '../contracts/savings.ts';
import type { SavedGroup } from '../ports/request-log.ts';
import { priceOf, priceTable } from './price-table.ts';

export interface SavingsQuestion {
  from: number;
  to: number;
  prices: readonly OwnPrice[];
  /** Whether an upstream is on this machine. */
  isLocal: (upstream: string) => boolean;
}

const million = 1_000_000;

/** Adds up what hits saved, by day, project, model and upstream, each figure with what it rests on. Pure. */
export function sumSavings(groups: readonly SavedGroup[], question: SavingsQuestion): Savings {
  const prices = pricesOf(groups, question);
  const priced = groups.map((group) => ({ group, saving: savingOf(group, prices.get(placeOf(group))) }));
  const by = (nameOf: (group: SavedGroup) => string): (Saving & { name: string })[] => {
    const sums = new Map<string, Saving>();
    for (const { group, saving } of priced) {
      const name = nameOf(group);
      sums.set(name, plus(sums.get(name) ?? nothing, saving));
    }
    return [...sums].map(([name, saving]) => ({ name, ...saving }));
  };
  const largest = (list: (Saving & { name: string })[]): typeof list =>
    list.toSorted((one, other) => other.dollars - one.dollars || other.requests - one.requests);
  const used = [...prices.values()].toSorted((one, other) => one.model.localeCompare(other.model));
  const total = priced.reduce((sum, { saving }) => plus(sum, saving), nothing);
  return {
    from: question.from,
    to: question.to,
    currency: 'USD',
    total,
    byDay: by(({ day }) => day).toSorted((one, other) => one.name.localeCompare(other.name)),
    byProject: largest(by(({ project }) => project)),
    byModel: largest(by(({ model }) => model)),
    byUpstream: largest(by(({ upstream }) => upstream)),
    days: daysOf(priced),
    prices: used,
    sources: sourcesOf(total, used),
  };
}

/** One row for each day, project and model, whichever upstreams answered. */
function daysOf(priced: readonly { group: SavedGroup; saving: Saving }[]): Savings['days'] {
  const rows = new Map<string, Savings['days'][number]>();
  for (const { group, saving } of priced) {
    const { day, project, model } = group;
    const place = JSON.stringify([day, project, model]);
    rows.set(place, { day, project, model, ...plus(rows.get(place) ?? nothing, saving) });
  }
  return [...rows.values()].toSorted((one, other) => one.day.localeCompare(other.day));
}

const placeOf = ({ upstream, model }: SavedGroup): string => JSON.stringify([upstream, model]);

/** One price for each model at each upstream, at the size of its mean request and the time of its last. */
function pricesOf(groups: readonly SavedGroup[], question: SavingsQuestion): Map<string, UsedPrice> {
  const sums = new Map<string, { group: SavedGroup; requests: number; input: number; output: number; at: number }>();
  for (const group of groups) {
    const sum = sums.get(placeOf(group)) ?? { group, requests: 0, input: 0, output: 0, at: 0 };
    sum.requests += group.requests - group.uncounted;
    sum.input += group.inputTokens + group.estimatedInputTokens;
    sum.output += group.outputTokens + group.estimatedOutputTokens;
    sum.at = Math.max(sum.at, group.lastAt);
    sums.set(placeOf(group), sum);
  }
  const prices = new Map<string, UsedPrice>();
  for (const [place, { group, requests, input, output, at }] of sums) {
    const { upstream, model } = group;
    const mean = {
      inputTokens: Math.round(input / Math.max(1, requests)),
      outputTokens: Math.round(output / Math.max(1, requests)),
    };
    prices.set(place, priceOf(question.prices, { upstream, model, isLocal: question.isLocal(upstream), at }, mean));
  }
  return prices;
}

function savingOf(group: SavedGroup, price: UsedPrice | undefined): Saving {
  const inputTokens = group.inputTokens + group.estimatedInputTokens;
  const outputTokens = group.outputTokens + group.estimatedOutputTokens;
  const known = price?.inputPerMillion !== null && price !== undefined;
  return {
    requests: group.requests,
    inputTokens,
    outputTokens,
    estimatedTokens: group.estimatedInputTokens + group.estimatedOutputTokens,
    uncounted: group.uncounted,
    savedMs: group.savedMs - group.spentMs,
    dollars: known
      ? (inputTokens * (price.inputPerMillion ?? 0) + outputTokens * (price.outputPerMillion ?? 0)) / million
      : 0,
    unpricedTokens: known ? 0 : inputTokens + outputTokens,
  };
}

const nothing: Saving = {
  requests: 0,
  inputTokens: 0,
  outputTokens: 0,
  estimatedTokens: 0,
  uncounted: 0,
  savedMs: 0,
  dollars: 0,
  unpricedTokens: 0,
};

function plus(one: Saving, other: Saving): Saving {
  return {
    requests: one.requests + other.requests,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    estimatedTokens: one.estimatedTokens + other.estimatedTokens,
    uncounted: one.uncounted + other.uncounted,
    savedMs: one.savedMs + other.savedMs,
    dollars: one.dollars + other.dollars,
    unpricedTokens: one.unpricedTokens + other.unpricedTokens,
  };
}

function sourcesOf(total: Saving, prices: readonly UsedPrice[]): string[] {
  const has = (source: UsedPrice['source']): boolean => prices.some((price) => price.source === source);
  const tokens = total.inputTokens + total.outputTokens;
  const sources = ['Tokens are those that the upstream reported with the recorded answer.'];
  if (total.estimatedTokens > 0) {
    const share = Math.round((total.estimatedTokens / tokens) * 100);
    sources.push(`${String(share)} % of the tokens were not reported and are estimated with the o200k tokenizer.`);
  }
  if (total.uncounted > 0) sources.push(`${String(total.uncounted)} requests have no token count and count as none.`);
  if (has('table')) {
    sources.push(
      `Prices are list prices of ${priceTable.name} (${priceTable.publishedIn}), without discounts, taxes or cheaper cached input.`,
    );
  }
  if (has('own')) sources.push('Some prices are your own, from settings.');
  if (has('local')) sources.push('Models on this machine cost nothing per token.');
  if (total.unpricedTokens > 0)
    sources.push(`${String(total.unpricedTokens)} tokens have no known price and are left out of the money.`);
  sources.push('Time is the duration of the recorded calls, less what the answers from the cache took.');
  return sources;
}
