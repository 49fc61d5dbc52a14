import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject } from '../../request/json-value.ts';
import { decodeVector, encodeVector } from './vector-encoding.ts';

export type VectorEncoding = 'float' | 'base64';

/** How an answer's vectors are written, judged by its first; undefined when there is none. */
export function recordedEncoding(answer: JsonObject): VectorEncoding | undefined {
  const first = arrayMember(answer, 'data')?.[0];
  const vector = isJsonObject(first) ? first['embedding'] : undefined;
  if (typeof vector === 'string') return 'base64';
  return Array.isArray(vector) ? 'float' : undefined;
}

/** The same answer with its vectors in the other encoding; undefined when one cannot be written that way. */
export function transcode(answer: JsonObject, encoding: VectorEncoding): JsonObject | undefined {
  const data: JsonValue[] = [];
  for (const item of arrayMember(answer, 'data') ?? []) {
    const embedding = isJsonObject(item) ? transcodeVector(item['embedding'], encoding) : undefined;
    if (!isJsonObject(item) || embedding === undefined) return undefined;
    data.push({ ...item, embedding });
  }
  return { ...answer, data };
}

function transcodeVector(vector: JsonValue | undefined, encoding: VectorEncoding): JsonValue | undefined {
  if (typeof vector === 'string') return encoding === 'base64' ? vector : decodeVector(vector);
  if (!Array.isArray(vector)) return undefined;
  if (encoding === 'float') return vector;
  const numbers = vector.filter((value) => typeof value === 'number');
  return numbers.length === vector.length ? encodeVector(numbers) : undefined;
}
