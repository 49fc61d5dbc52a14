import type { TextPair } from '../text/text-pair.ts';
import { agrees, type Finding } from './verdict.ts';

// Brackets, operators and arrows that stand alone or in runs; ordinary punctuation of prose is left out.
const run =
  /(?:^|(?<=\s))[^\p{L}\p{N}\s.,;:?!"'`’‘“”_/&-]+(?=\s|$)|[-+*/=<>^|&~]{2,}|(?<=\d\s?)[-+*/×÷=<>^](?=\s?\(?-?\d)|\p{Extended_Pictographic}/gu;
/** Signs of prose in short: "YAML -> JSON". */
const arrows: ReadonlySet<string> = new Set(['->', '=>', '<-', '-->', '→', '←', '⇒', '~']);
const openers = /[()[\]{}<>]/gu;

/** Vetoes other runs of symbols and brackets, which the models can't see. */
export function symbolsGuard({ stored, asked }: TextPair): Finding {
  const storedAll = readRuns(stored.text);
  const askedAll = readRuns(asked.text);
  // An arrow of one text alone stands for words of the other.
  const storedRuns = storedAll.filter((found) => !arrows.has(found) || askedAll.some((other) => arrows.has(other)));
  const askedRuns = askedAll.filter((found) => !arrows.has(found) || storedAll.some((other) => arrows.has(other)));
  if (storedRuns.join(' ') === askedRuns.join(' ')) return agrees;
  const veto =
    storedRuns.length > 0 && askedRuns.length > 0
      ? true
      : Math.max(storedRuns.join('').length, askedRuns.join('').length) > 1;
  return { veto, stored: storedRuns, asked: askedRuns };
}

function readRuns(text: string): string[] {
  const runs = [...text.matchAll(run)].map(([found]) => found).filter((found) => found !== '-');
  const brackets = (text.replaceAll(/\([^()]*\p{L}[^()]*\)/gu, '').match(openers) ?? []).join('');
  return brackets.length > 2 ? [...runs, brackets] : runs;
}
