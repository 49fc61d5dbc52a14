/**
 * Server-sent events, as the WHATWG HTML standard frames them (section 9.2, "Interpreting an event stream"): lines end
 * with LF, CR or CRLF; a leading byte-order mark and comments are skipped; a blank line dispatches what has data.
 */

/** One event with its place in the stream, so that a recording can be changed without touching any other byte. */
export interface SseEvent {
  /** Value of the event field; null when the event had none. */
  event: string | null;
  data: string;
  /** Offset of the event's first field line. */
  start: number;
  /** Offset behind the first byte of the blank line that ended it. */
  end: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const firstLineDecoder = new TextDecoder('utf-8');
const lineDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads a stream in chunks of any size; the events do not depend on where the chunks were cut. */
export class SseParser {
  /** Bytes of the line that has not ended yet. */
  #pending: Uint8Array[] = [];
  #afterCarriageReturn = false;
  /** Offset of the next byte and of the current line. */
  #offset = 0;
  #lineStart = 0;
  #isFirstLine = true;
  #event: string | null = null;
  #data: string[] = [];
  #start = -1;

  /** Takes the next bytes and returns the events they completed. */
  push(chunk: Uint8Array): SseEvent[] {
    const events: SseEvent[] = [];
    let from = 0;
    if (this.#afterCarriageReturn && chunk.length > 0) {
      this.#afterCarriageReturn = false;
      if (chunk[0] === lineFeed) {
        from = 1;
        this.#lineStart = this.#offset + 1;
      }
    }
    let nextReturn = chunk.indexOf(carriageReturn, from);
    let nextFeed = chunk.indexOf(lineFeed, from);
    while (nextReturn !== -1 || nextFeed !== -1) {
      const isReturn = nextReturn !== -1 && (nextFeed === -1 || nextReturn < nextFeed);
      const lineEnd = isReturn ? nextReturn : nextFeed;
      this.#endLine(chunk.subarray(from, lineEnd), this.#offset + lineEnd + 1, events);
      from = lineEnd + 1;
      if (isReturn && from === chunk.length) this.#afterCarriageReturn = true;
      else if (isReturn && chunk[from] === lineFeed) from += 1;
      this.#lineStart = this.#offset + from;
      if (nextReturn !== -1 && nextReturn < from) nextReturn = chunk.indexOf(carriageReturn, from);
      if (nextFeed !== -1 && nextFeed < from) nextFeed = chunk.indexOf(lineFeed, from);
    }
    // Copied: whoever hands in chunks may reuse their memory.
    if (from < chunk.length) this.#pending.push(chunk.slice(from));
    this.#offset += chunk.length;
    return events;
  }

  /** What stood after the last blank line. The standard drops it; whoever looks for an end marker may not want to. */
  end(): SseEvent | null {
    const dispatched: SseEvent[] = [];
    if (this.#pending.length > 0) this.#endLine(new Uint8Array(0), this.#offset, dispatched);
    return this.#takeEvent(this.#offset);
  }

  #endLine(rest: Uint8Array, end: number, events: SseEvent[]): void {
    const bytes = this.#pending.length === 0 ? rest : Buffer.concat([...this.#pending, rest]);
    this.#pending = [];
    const line = (this.#isFirstLine ? firstLineDecoder : lineDecoder).decode(bytes);
    this.#isFirstLine = false;
    if (line !== '') return this.#readField(line);
    const event = this.#takeEvent(end);
    if (event !== null) events.push(event);
  }

  #readField(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    if (this.#start === -1) this.#start = this.#lineStart;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1);
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#event = value === '' ? null : value;
  }

  #takeEvent(end: number): SseEvent | null {
    const taken =
      this.#data.length === 0 ? null : { event: this.#event, data: this.#data.join('\n'), start: this.#start, end };
    this.#event = null;
    this.#data = [];
    this.#start = -1;
    return taken;
  }
}

/** Reads a whole stream. `unfinished` is an event whose blank line never came. */
export function parseSse(bytes: Uint8Array): { events: SseEvent[]; unfinished: SseEvent | null } {
  const parser = new SseParser();
  return { events: parser.push(bytes), unfinished: parser.end() };
}

/** Text of one event. Line breaks in the data become further data lines, which readers join again with LF. */
export function formatSse(data: string, event: string | null = null): string {
  const head = event === null ? '' : `event: ${event.replace(/[\r\n]/g, ' ')}\n`;
  return `${head}data: ${data.replace(/\r\n|\r|\n/g, '\ndata: ')}\n\n`;
}

/** The stream's bytes without some of its events, each with its blank line. */
export function withoutEvents(bytes: Uint8Array, events: readonly SseEvent[]): Uint8Array {
  const kept: Uint8Array[] = [];
  let from = 0;
  for (const { start, end } of events) {
    kept.push(bytes.subarray(from, start));
    from = bytes[end - 1] === carriageReturn && bytes[end] === lineFeed ? end + 1 : end;
  }
  kept.push(bytes.subarray(from));
  return Buffer.concat(kept);
}
