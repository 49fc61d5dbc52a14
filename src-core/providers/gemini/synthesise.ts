import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { formatSse } from '../../wire/sse.ts';
import { membersOf, type Members } from '../openai-shared/merge-delta.ts';
import { textPieces } from '../openai-shared/synthesise-stream.ts';
import { isBareText } from './assemble.ts';
import { candidatesOf } from './read-stream.ts';

/** Members that real streams repeat in every chunk; a longer value than any real one is said once. */
const repeated = new Set(['modelVersion', 'responseId', 'createTime']);
const maxRepeatedLength = 200;

/**
 * The stream that a JSON answer could have been, without `[DONE]`, which @google/genai 3.3.0 would fail on: a chunk for
 * each piece of text and each other part. What a candidate says of itself rides on its last chunk, what the answer says on
 * the last of all. No chunk is without a part: one that is makes the SDK's chat sessions forget the whole answer
 * (`isValidResponse`).
 */
export function synthesise(answer: JsonObject): Uint8Array | undefined {
  const { candidates: _candidates, ...top } = answer;
  const envelope: Members = new Map();
  const once: Members = new Map();
  for (const [name, value] of Object.entries(top)) {
    const isShort = typeof value === 'string' && value.length <= maxRepeatedLength;
    (repeated.has(name) && isShort ? envelope : once).set(name, value);
  }
  const chunks = candidatesOf(answer).flatMap(candidateChunks);
  if (chunks.length === 0) return undefined;
  const events = chunks.map((candidate, index) => {
    const closing = index === chunks.length - 1 ? membersOf(once) : {};
    return formatSse(JSON.stringify({ candidates: [candidate], ...closing, ...membersOf(envelope) }));
  });
  return Buffer.from(events.join(''));
}

function candidateChunks(candidate: JsonObject): JsonObject[] {
  const { content: _content, index = 0, ...own } = candidate;
  const { parts: _parts, role = 'model', ...more } = objectMember(candidate, 'content') ?? {};
  const parts = (arrayMember(objectMember(candidate, 'content') ?? {}, 'parts') ?? []).flatMap(partPieces);
  return parts.map((part, position) => {
    const isLast = position === parts.length - 1;
    return { content: { parts: [part], role, ...(isLast ? more : {}) }, index, ...(isLast ? own : {}) };
  });
}

/** Signed text stays whole: the signature is about all of it. */
function partPieces(part: JsonValue): JsonObject[] {
  if (!isJsonObject(part)) return [];
  const text = stringMember(part, 'text') ?? '';
  return text !== '' && isBareText(part) ? textPieces(text).map((piece) => ({ ...part, text: piece })) : [part];
}
