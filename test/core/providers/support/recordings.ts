import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { JsonObject, ReplayWish } from '../../../../src-core/ports/dialect.ts';

export const jsonWish: ReplayWish = { mode: 'json', includeUsage: false, vectorEncoding: 'float' };
export const streamWish: ReplayWish = { ...jsonWish, mode: 'sse' };
export const streamWithUsageWish: ReplayWish = { ...streamWish, includeUsage: true };

/** A JSON answer as an upstream would send it, formatted so that a re-serialised copy has other bytes. */
export function jsonRecording(answer: unknown): Recording {
  return { mode: 'json', contentType: 'application/json', body: Buffer.from(JSON.stringify(answer, null, 2)) };
}

/** A stream of chunks; strings are written as they are, to allow for comments and the end marker. */
export function streamRecording(
  chunks: readonly unknown[],
  options: { done?: boolean; lineEnd?: string } = {},
): Recording {
  const end = options.lineEnd ?? '\n';
  const events = chunks.map((chunk) =>
    typeof chunk === 'string' ? chunk : `data: ${JSON.stringify(chunk)}${end}${end}`,
  );
  if (options.done !== false) events.push(`data: [DONE]${end}${end}`);
  return { mode: 'sse', contentType: 'text/event-stream; charset=utf-8', body: Buffer.from(events.join('')) };
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** The JSON data of a stream's events, the end marker as its text. */
export function eventsOf(bytes: Uint8Array): (JsonObject | string)[] {
  return textOf(bytes)
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => event.replace(/^data: /, ''))
    .map((data) => (data === '[DONE]' ? data : (JSON.parse(data) as JsonObject)));
}

export function jsonOf(bytes: Uint8Array): JsonObject {
  return JSON.parse(textOf(bytes)) as JsonObject;
}
