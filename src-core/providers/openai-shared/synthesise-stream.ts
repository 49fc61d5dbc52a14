import type { JsonObject, JsonValue, UsagePlace } from '../../ports/dialect.ts';
import { objectMember } from '../../request/json-value.ts';
import { formatSse } from '../../wire/sse.ts';
import { membersOf, type Members } from './merge-delta.ts';
import { doneMarker } from './recorded-stream.ts';

/** A replay never grows past this: an answer of a thousand choices repeats its envelope in every chunk. */
const maxReplayBytes = 128 * 1024 * 1024;

/** Members that real streams repeat in every chunk (openai 7.57.0 `ChatCompletionChunk`). */
const repeated = new Set(['id', 'created', 'model', 'system_fingerprint', 'service_tier']);

/**
 * Writes an answer as the stream it could have been: one chunk per given list of choices, usage where it is wanted and
 * when it is known, `[DONE]`. Top-level members that chunks do not repeat ride on the first one. Undefined when it would grow
 * beyond reason.
 */
export function synthesiseStream(
  answer: JsonObject,
  object: string,
  choiceDeltas: Iterable<JsonObject>,
  usagePlace: UsagePlace | undefined,
): Uint8Array | undefined {
  const { choices: _choices, usage, object: _object, ...top } = answer;
  const envelope: Members = new Map([['object', object]]);
  const once: Members = new Map();
  for (const [name, value] of Object.entries(top)) (repeated.has(name) ? envelope : once).set(name, value);
  const opening = new Map([...envelope, ...once]);

  const parts: Buffer[] = [];
  let size = 0;
  const write = (members: Members, choices: JsonValue[], more: JsonObject = {}): boolean => {
    const bytes = Buffer.from(formatSse(JSON.stringify({ ...membersOf(members), choices, ...more })));
    parts.push(bytes);
    size += bytes.length;
    return size <= maxReplayBytes;
  };
  const counted = usage === undefined || usage === null ? {} : { usage };
  let last: JsonObject | undefined;
  for (const delta of choiceDeltas) {
    if (last !== undefined && !write(parts.length === 0 ? opening : envelope, [last])) return undefined;
    last = delta;
  }
  if (last === undefined) return undefined;
  const ending = onLastChunk(usagePlace, answer, counted);
  if (!write(parts.length === 0 ? opening : envelope, [last], ending)) return undefined;
  if (usagePlace === 'chunk' && usage !== undefined && usage !== null) write(envelope, [], counted);
  parts.push(Buffer.from(formatSse(doneMarker)));
  return Buffer.concat(parts);
}

/** What vendors add to the chunk of the last finish reason; Groq puts usage beside its request id. */
function onLastChunk(usagePlace: UsagePlace | undefined, answer: JsonObject, counted: JsonObject): JsonObject {
  if (usagePlace === 'finish') return counted;
  return usagePlace === 'x_groq' ? { x_groq: { ...objectMember(answer, 'x_groq'), ...counted } } : {};
}

/** Cuts text into pieces of about a phrase, never inside a character; at most about two thousand pieces. */
export function textPieces(text: string): string[] {
  const size = Math.max(48, Math.ceil(text.length / 2000));
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + size, text.length);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd800 && last <= 0xdbff) to += 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
