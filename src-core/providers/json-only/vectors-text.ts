/** `3 vectors of 768 dimensions`, from the length of each; undefined when there is none or they differ. */
export function vectorsText(lengths: readonly number[], unit = 'dimensions'): string | undefined {
  const [length = 0] = lengths;
  if (length === 0 || lengths.some((other) => other !== length)) return undefined;
  return `${String(lengths.length)} ${lengths.length === 1 ? 'vector' : 'vectors'} of ${String(length)} ${unit}`;
}
