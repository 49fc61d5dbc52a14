/** One event of a recorded stream: its bytes as text, and the words of the answer in it. */
export interface StreamEvent {
  raw: string;
  text: string;
}

/** Cuts a recorded stream into its events: blank lines end a server-sent event, a line break a JSON line. */
export function readStreamEvents(recording: string, mode: 'sse' | 'ndjson'): StreamEvent[] {
  const pieces = mode === 'sse' ? recording.split(/(?<=\r?\n\r?\n)/) : recording.split(/(?<=\n)/);
  return pieces.filter((piece) => piece.trim() !== '').map((raw) => ({ raw, text: textOf(raw, mode) }));
}

function textOf(raw: string, mode: 'sse' | 'ndjson'): string {
  const data = mode === 'ndjson' ? raw : dataOf(raw);
  try {
    const value: unknown = JSON.parse(data);
    return wordsIn(value);
  } catch {
    return '';
  }
}

/** The data of a server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream). */
function dataOf(raw: string): string {
  return raw
    .split(/\r\n|\n|\r/)
    .flatMap((line) => /^data:? ?(.*)$/.exec(line)?.slice(1) ?? [])
    .join('\n');
}

/** Where wire formats put a piece of the answer; the first that holds a text counts. */
const places: readonly (readonly (string | number)[])[] = [
  ['choices', 0, 'delta', 'content'],
  ['choices', 0, 'text'],
  ['delta', 'message', 'content', 'text'],
  ['delta', 'text'],
  ['delta'],
  ['candidates', 0, 'content', 'parts', 0, 'text'],
  ['message', 'content'],
  ['response'],
  ['text'],
];

/** Types of the Responses API whose `delta` is no part of the answer's text. */
const otherDeltas = /^response\.(?!output_text\.delta)/;

function wordsIn(event: unknown): string {
  const type = memberOf(event, 'type');
  if (typeof type === 'string' && otherDeltas.test(type)) return '';
  for (const place of places) {
    const value = place.reduce<unknown>(memberOf, event);
    if (typeof value === 'string') return value;
  }
  return '';
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

const shortestMs = 2000;
const longestMs = 12_000;

/** How long each event of a replay shows, milliseconds: the recorded call's pace, within what a reader waits for. */
export function eventPaceMs(events: number, recordedMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, recordedMs)) / Math.max(1, events);
}
