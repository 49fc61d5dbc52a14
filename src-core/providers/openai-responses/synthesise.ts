import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { formatSse } from '../../wire/sse.ts';
import { itemEvents } from './item-events.ts';
import type { StreamStep } from './part-events.ts';

/** A replay never grows past this: every delta repeats the id of its item. */
const maxReplayBytes = 128 * 1024 * 1024;

/** What a response says of its end, as it stands before it; `output_text` is no member of OpenAI's own, but of others'. */
const beforeTheEnd: JsonObject = { completed_at: null, incomplete_details: null, usage: null, output_text: '' };

/**
 * Writes a response as the stream it could have been, every step of it (openai 7.57.0 `ResponseStreamEvent`): clients
 * build their text, calls and reasoning from the steps and look at the last event for usage only (@ai-sdk/openai 4.0.118).
 * Undefined when its items lack the ids that steps refer to, or when it would grow beyond reason.
 */
export function synthesise(response: JsonObject): Uint8Array | undefined {
  const { status } = response;
  if (status !== 'completed' && status !== 'incomplete') return undefined;
  const output = arrayMember(response, 'output') ?? [];
  const items = output.filter(isJsonObject);
  if (items.length !== output.length || !items.every(canBeReferredTo)) return undefined;

  const parts: Buffer[] = [];
  let size = 0;
  for (const event of steps(response, items, `response.${status}`)) {
    const { type, ...more } = event;
    const data = JSON.stringify({ type, sequence_number: parts.length, ...more });
    const bytes = Buffer.from(formatSse(data, type));
    parts.push(bytes);
    size += bytes.length;
    if (size > maxReplayBytes) return undefined;
  }
  return Buffer.concat(parts, size);
}

function* steps(response: JsonObject, items: readonly JsonObject[], end: string): Generator<StreamStep> {
  const opening = beginningOf(response);
  yield { type: 'response.created', response: opening };
  yield { type: 'response.in_progress', response: opening };
  for (const [index, item] of items.entries()) yield* itemEvents(item, index);
  yield { type: end, response };
}

function beginningOf(response: JsonObject): JsonObject {
  const opening = Object.entries(beforeTheEnd).filter(([name]) => Object.hasOwn(response, name));
  return { ...response, ...Object.fromEntries(opening), status: 'in_progress', output: [] };
}

/** The openai SDK accepts items without an id only where calls have one of their own. */
function canBeReferredTo(item: JsonObject): boolean {
  const id = stringMember(item, 'id');
  if (id !== undefined) return id !== '';
  return item['type'] === 'function_call' || item['type'] === 'custom_tool_call';
}
