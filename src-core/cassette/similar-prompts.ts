/** Words of a text that tell it from others, lower case. */
function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** The few items whose text shares the largest part of its words with a question; a cassette is small enough to read whole. */
export function createSimilarPrompts<Item>(items: readonly { text: string; item: Item }[], count: number) {
  const known = items.map(({ text, item }) => ({ words: wordsOf(text), item }));
  return (text: string): Item[] => {
    const asked = wordsOf(text);
    return known
      .map(({ words, item }) => {
        const shared = [...asked].filter((word) => words.has(word)).length;
        return { item, share: shared / Math.max(1, asked.size + words.size - shared) };
      })
      .filter(({ share }) => share > 0)
      .toSorted((one, other) => other.share - one.share)
      .slice(0, count)
      .map(({ item }) => item);
  };
}
