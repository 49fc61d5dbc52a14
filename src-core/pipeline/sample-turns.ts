import type { Lookup } from './record-answer.ts';

/** One of a prompt's independent answers, taken by a request until it is released. */
export interface SampleTurn {
  lookup: Lookup;
  release: () => void;
}

/**
 * Deals a prompt's independent answers out to requests. While some of them are not stored each request goes upstream for
 * one that is missing; once all are, requests get them in turn, in the order in which they arrive.
 */
export interface SampleTurns {
  take: (lookup: Lookup, isStored: (sample: Lookup) => boolean) => SampleTurn;
}

/** Prompts whose turn is remembered; a forgotten one begins with its first answer again. */
const maxPrompts = 10_000;

export function createSampleTurns(): SampleTurns {
  /** How many requests had a prompt's answers in turn, by the prompt's key. */
  const served = new Map<string, number>();
  /** Requests that fetch an answer right now, by its key. */
  const underWay = new Map<string, number>();
  const samplesOf = new WeakMap<Lookup, Lookup[]>();

  const next = (key: string, count: number): number => {
    const turn = served.get(key) ?? 0;
    served.delete(key);
    served.set(key, turn + 1);
    const [oldest] = served.keys();
    if (served.size > maxPrompts && oldest !== undefined) served.delete(oldest);
    return turn % count;
  };
  const fetching = (sample: Lookup): number => underWay.get(sample.key.key) ?? 0;
  const begin = (sample: Lookup): SampleTurn => {
    const { key } = sample.key;
    underWay.set(key, fetching(sample) + 1);
    return {
      lookup: sample,
      release: () => {
        const left = fetching(sample) - 1;
        if (left > 0) underWay.set(key, left);
        else underWay.delete(key);
      },
    };
  };

  return {
    take: (lookup, isStored) => {
      const samples = samplesOf.get(lookup) ?? split(lookup);
      samplesOf.set(lookup, samples);
      const stored = lookup.rules.reads ? samples.filter(isStored) : samples;
      if (lookup.rules.hold === null && stored.length < samples.length) {
        const missing = samples.filter((sample) => !stored.includes(sample));
        return begin(missing.reduce((best, sample) => (fetching(sample) < fetching(best) ? sample : best)));
      }
      const inTurn = stored[next(lookup.key.key, Math.max(1, stored.length))] ?? lookup;
      return { lookup: inTurn, release: () => undefined };
    },
  };
}

/** A lookup for each of a prompt's answers. */
function split(lookup: Lookup): Lookup[] {
  return lookup.sampleKeys.map((key, index) => ({
    ...lookup,
    key,
    sampleKeys: [],
    question: index === 0 ? lookup.question : null,
  }));
}
