/** What one guard found: `veto` is final; the words are those that differ, as each text has them. */
export interface Finding {
  veto: boolean;
  stored: readonly string[];
  asked: readonly string[];
}

export const agrees: Finding = { veto: false, stored: [], asked: [] };

/** Vetoes when the two lists differ as multisets; names what each has more of. */
export function differAsSets(stored: readonly string[], asked: readonly string[]): Finding {
  const storedOnly = without(stored, asked);
  const askedOnly = without(asked, stored);
  return { veto: storedOnly.length + askedOnly.length > 0, stored: storedOnly, asked: askedOnly };
}

/** The items of a multiset that are left when those of another are taken away. */
export function without<T>(items: readonly T[], others: readonly T[]): T[] {
  const rest = [...others];
  return items.filter((item) => {
    const found = rest.indexOf(item);
    if (found !== -1) rest.splice(found, 1);
    return found === -1;
  });
}
