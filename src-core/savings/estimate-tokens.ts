import { Tiktoken } from 'js-tiktoken/lite';

/** Texts are counted up to here, in UTF-16 units, and longer ones in proportion: counting holds up requests. */
const maxCounted = 20_000;

/**
 * Letters, signs or spaces in a row beyond what words have. The encoder merges each such run in quadratic time (20,000
 * times the same letter: 19 seconds), so they are counted in slices, which is off by less than a token each.
 */
const longRuns = /[\p{L}\p{M}]{65,}|\s{65,}|[^\p{L}\p{M}\p{N}\s]{65,}/gu;
const sliceLength = 32;
/** About two milliseconds of a script with three bytes a letter. */
const slicesPerTurn = 4;

let encoder: Tiktoken | undefined;

/**
 * Tokens of a text in OpenAI's o200k_base vocabulary (GPT-4o and later): exact for those models, within some ten percent
 * for others on English text. The vocabulary is loaded on first use.
 */
export async function estimateTokens(text: string): Promise<number> {
  encoder ??= new Tiktoken((await import('js-tiktoken/ranks/o200k_base')).default);
  let counted = 0;
  let slices = 0;
  for (const { part, isSlice } of partsOf(text.slice(0, maxCounted))) {
    counted += encoder.encode(part, [], []).length;
    if (isSlice) slices += 1;
    if (isSlice && slices % slicesPerTurn === 0) await new Promise(setImmediate);
  }
  return text.length <= maxCounted ? counted : Math.round((counted * text.length) / maxCounted);
}

/** A text in parts of bounded cost: what stands between long runs whole, the runs in slices. */
function* partsOf(text: string): Generator<{ part: string; isSlice: boolean }> {
  let from = 0;
  for (const { 0: run, index } of text.matchAll(longRuns)) {
    if (index > from) yield { part: text.slice(from, index), isSlice: false };
    for (let at = 0; at < run.length; at += sliceLength) {
      yield { part: run.slice(at, at + sliceLength), isSlice: true };
    }
    from = index + run.length;
  }
  if (from < text.length) yield { part: text.slice(from), isSlice: false };
}
