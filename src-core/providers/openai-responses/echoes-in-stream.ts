import type { JsonObject } from '../../ports/dialect.ts';
import { parseJsonText } from '../../request/json-parse.ts';
import { isJsonObject, objectMember } from '../../request/json-value.ts';
import { formatSse, parseSse } from '../../wire/sse.ts';
import { withEchoes } from './echoes.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A recorded stream whose events repeat this caller's request; every other byte stays, and all when nothing differs. */
export function echoesInStream(bytes: Uint8Array, given: JsonObject | undefined): Uint8Array {
  const kept: Uint8Array[] = [];
  let from = 0;
  for (const { event, data, start, end } of parseSse(bytes).events) {
    // Cheap look first: deltas hold no response.
    const patched = data.includes('"response"') ? patchedData(data, given) : undefined;
    if (patched === undefined) continue;
    kept.push(bytes.subarray(from, start), Buffer.from(formatSse(patched, event)));
    from = bytes[end - 1] === carriageReturn && bytes[end] === lineFeed ? end + 1 : end;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}

function patchedData(data: string, given: JsonObject | undefined): string | undefined {
  const chunk = parseJsonText(data);
  const response = isJsonObject(chunk) ? objectMember(chunk, 'response') : undefined;
  if (!isJsonObject(chunk) || response === undefined) return undefined;
  const patched = withEchoes(response, given);
  return patched === response ? undefined : JSON.stringify({ ...chunk, response: patched });
}
