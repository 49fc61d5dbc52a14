/** Characters of a cassette sent at once; the core takes larger ones, but not the browser's memory twice over. */
const partCharacters = 8 * 1024 * 1024;

export interface CassettePart {
  text: string;
  /** Lines of the file before this part, its repeated header not counted. */
  offset: number;
}

/** Cuts a cassette into parts that each begin with its header line, so that a large file is taken in piece by piece. */
export function splitCassette(text: string, size = partCharacters): CassettePart[] {
  const [header = '', ...lines] = text.split('\n');
  const parts: CassettePart[] = [];
  let from = 0;
  let length = 0;
  for (const [index, line] of lines.entries()) {
    length += line.length + 1;
    const last = index === lines.length - 1;
    if (length < size && !last) continue;
    parts.push({ text: [header, ...lines.slice(from, index + 1)].join('\n'), offset: from });
    from = index + 1;
    length = 0;
  }
  return parts.length === 0 ? [{ text: header, offset: 0 }] : parts;
}

/** Numbers of rejected lines as in the whole file; the core counts a part's header as line 1. */
export function fileLines<Rejected extends { line: number }>(
  rejected: readonly Rejected[],
  offset: number,
): Rejected[] {
  return rejected.map((one) => ({ ...one, line: one.line + offset }));
}
