import type { JsonValue } from '../../ports/dialect.ts';
import { isJsonObject } from '../../request/json-value.ts';

/**
 * Adds a content delta. Text grows; Mistral's reasoning models mix lists of parts and plain text in one stream
 * (@mistralai/mistralai 2.7.0 `DeltaMessage.content`), whose JSON form is one list of parts.
 */
export function growContent(before: JsonValue | undefined, delta: JsonValue): JsonValue {
  if (delta === null) return before ?? null;
  if (before === undefined || before === null || before === '') return Array.isArray(delta) ? [...delta] : delta;
  if (typeof before === 'string' && typeof delta === 'string') return before + delta;
  if (delta === '') return before;
  const parts = Array.isArray(before) ? before : [textPart(before)];
  if (typeof delta === 'string') appendText(parts, delta);
  else if (Array.isArray(delta)) for (const part of delta) parts.push(part);
  else parts.push(delta);
  return parts;
}

function appendText(parts: JsonValue[], text: string): void {
  const last = parts.at(-1);
  if (isJsonObject(last) && last['type'] === 'text' && typeof last['text'] === 'string') {
    parts[parts.length - 1] = { ...last, text: last['text'] + text };
  } else {
    parts.push(textPart(text));
  }
}

function textPart(text: JsonValue): JsonValue {
  return { type: 'text', text };
}
