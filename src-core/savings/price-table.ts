import type { calcPrice } from '@pydantic/genai-prices';
import type { OwnPrice, UsedPrice } from '../contracts/savings.ts';

let tablePrice: typeof calcPrice | undefined;

/** Loads the table, which takes 18 MiB: whoever asks for money waits for it, and nobody else pays. */
export async function loadPriceTable(): Promise<void> {
  tablePrice ??= (await import('@pydantic/genai-prices')).calcPrice;
}

/** Tokens of one mean request. */
export interface MeanUsage {
  inputTokens: number;
  outputTokens: number;
}

/** Version and date of the table that ships (npm package @pydantic/genai-prices, MIT). */
export const priceTable = { name: '@pydantic/genai-prices 0.1.8', publishedIn: 'November 2026' } as const;

/** The table's provider ids for our upstreams, where they are spelt differently. */
const providerIds: Readonly<Record<string, string>> = { gemini: 'google', xai: 'x-ai' };

/** Upstreams on this machine cost nothing per token. */
const localUpstreams: ReadonlySet<string> = new Set(['ollama', 'lmstudio']);

const million = 1_000_000;

/**
 * The price of a model at an upstream: the owner's own, nothing for local models, else the table's for the day asked.
 * Prices in steps (long contexts) are taken at the size of the mean request. The table must have been loaded.
 */
export function priceOf(
  own: readonly OwnPrice[],
  place: { upstream: string; model: string; isLocal: boolean; at: number },
  mean: MeanUsage,
): UsedPrice {
  const { upstream, model } = place;
  const rule = own.find((price) => (price.upstream ?? upstream) === upstream && fits(price.model, model));
  if (rule !== undefined) {
    const { inputPerMillion, outputPerMillion } = rule;
    return {
      upstream,
      model,
      source: 'own',
      inputPerMillion,
      outputPerMillion,
      detail: `your price for ${rule.model}`,
    };
  }
  if (place.isLocal || localUpstreams.has(upstream)) {
    const detail = 'runs on this machine';
    return { upstream, model, source: 'local', inputPerMillion: 0, outputPerMillion: 0, detail };
  }
  return fromTable(place, mean) ?? unknown(upstream, model);
}

function fromTable(place: { upstream: string; model: string; at: number }, mean: MeanUsage): UsedPrice | undefined {
  const { upstream, model } = place;
  // A price in steps depends on the size of the request, and a request of no tokens has none.
  const usage = { input_tokens: Math.max(1, mean.inputTokens), output_tokens: Math.max(1, mean.outputTokens) };
  const options = { providerId: providerIds[upstream] ?? upstream, timestamp: new Date(place.at) };
  const found = tablePrice?.(usage, model, options) ?? null;
  if (found === null) return undefined;
  return {
    upstream,
    model,
    source: 'table',
    inputPerMillion: (found.input_price / usage.input_tokens) * million,
    outputPerMillion: (found.output_price / usage.output_tokens) * million,
    detail: `${found.provider.id}: ${found.model.id}`,
  };
}

const unknown = (upstream: string, model: string): UsedPrice => ({
  upstream,
  model,
  source: 'unknown',
  inputPerMillion: null,
  outputPerMillion: null,
  detail: 'no price known; add one in settings',
});

/** Whether a model's name fits a pattern in which `*` stands for any characters. */
function fits(pattern: string, model: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return pattern === model;
  const last = others.pop() ?? '';
  if (!model.startsWith(first) || !model.endsWith(last) || model.length < first.length + last.length) return false;
  const end = model.length - last.length;
  let at = first.length;
  for (const part of others) {
    const found = model.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
