import { isJsonObject } from '../../request/json-value.ts';
import { parseJsonText } from '../../request/json-parse.ts';
import { parseSse, withoutEvents } from '../../wire/sse.ts';

/**
 * A recorded stream for a caller who did not ask for usage: the same bytes minus the chunk that only reports usage
 * (`choices: []`). Usage that a vendor puts on a chunk with choices is there without asking and stays.
 */
export function withoutUsageChunk(bytes: Uint8Array): Uint8Array {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('"usage"') === -1) return bytes;
  const usageEvents = parseSse(bytes).events.filter(({ data }) => data.includes('"usage"') && isUsageChunk(data));
  return usageEvents.length === 0 ? bytes : withoutEvents(bytes, usageEvents);
}

const emptyChoices = /"choices"\s*:\s*\[\s*\]/;

function isUsageChunk(data: string): boolean {
  // Cheap look first: with include_usage every chunk of a stream says "usage":null.
  if (!emptyChoices.test(data)) return false;
  const chunk = parseJsonText(data);
  if (!isJsonObject(chunk)) return false;
  return Array.isArray(chunk['choices']) && chunk['choices'].length === 0 && isJsonObject(chunk['usage']);
}
