/** A set from words parted by white space. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/u).filter((word) => word !== ''));
}

/** Lines of words: each word to the numbers of the lines that hold it. */
export function lineNumbers(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  text.split('\n').forEach((line, number) => {
    for (const word of line.split(' ')) {
      const numbers = found.get(word);
      if (numbers) numbers.push(number);
      else found.set(word, [number]);
    }
  });
  return found;
}
