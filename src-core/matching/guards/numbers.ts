import type { TextPair } from '../text/text-pair.ts';
import { readNumbers, type NumberFound } from './read-numbers.ts';
import { differAsSets, type Finding } from './verdict.ts';

/** Vetoes other numbers, and the same numbers in another order; "one" counts only beside another number. */
export function numbersGuard({ stored, asked }: TextPair): Finding {
  const storedAll = readNumbers(stored);
  const askedAll = readNumbers(asked);
  const precise = (numbers: readonly NumberFound[]): string[] =>
    numbers.filter((number) => !number.vague).map((number) => number.value);
  const difference = differAsSets(precise(storedAll), precise(askedAll));
  if (difference.veto) {
    const raw = (numbers: readonly NumberFound[], values: readonly string[]): string[] =>
      numbers.filter((number) => values.includes(number.value)).map((number) => number.raw);
    return { veto: true, stored: raw(storedAll, difference.stored), asked: raw(askedAll, difference.asked) };
  }
  const storedOrder = precise(storedAll);
  const askedOrder = precise(askedAll);
  const moved = storedOrder.some((value, index) => askedOrder[index] !== value);
  return { veto: moved, stored: moved ? storedOrder : [], asked: moved ? askedOrder : [] };
}
