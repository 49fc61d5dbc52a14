/** How long the second key of a sequence may take. */
const patienceMs = 1200;

/**
 * Recognises names such as `?` or `g t` in pressed keys. Gives the name that a key completes, or null; the first key of
 * a sequence is forgotten after a moment.
 */
export function createKeySequence(): (key: string, at: number, names: readonly string[]) => string | null {
  let first: { key: string; at: number } | null = null;
  return (key, at, names) => {
    const pair = first !== null && at - first.at <= patienceMs ? `${first.key} ${key}` : null;
    first = null;
    if (pair !== null && names.includes(pair)) return pair;
    if (names.includes(key)) return key;
    if (names.some((name) => name.startsWith(`${key} `))) first = { key, at };
    return null;
  };
}
