/**
 * JSON documents, one to a line (application/x-ndjson). JSON text holds no raw line break, so LF, CR and CRLF all end a
 * line; the last one may lack its end, and blank lines say nothing.
 */
export function ndjsonLines(text: string): string[] {
  return text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
}

/** One line for each value; undefined when they would take more than `maxBytes`. */
export function formatNdjson(values: Iterable<object>, maxBytes: number): Uint8Array | undefined {
  const lines: Buffer[] = [];
  let size = 0;
  for (const value of values) {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    size += line.length;
    if (size > maxBytes) return undefined;
    lines.push(line);
  }
  return Buffer.concat(lines, size);
}
