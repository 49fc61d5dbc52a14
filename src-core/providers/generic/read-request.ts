import type { ComparedText, JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { isJsonObject, ownMember, stringMember } from '../../request/json-value.ts';
import { selectPrompt, withoutText } from './prompt-path.ts';

/**
 * Reads a body of a format that is not known: all of it is the identity, `stream` included, and the header's JSONPath
 * names the text that may differ. Throws header_invalid.
 */
export function readRequest(body: JsonObject, { header }: RequestPlace): RequestReading {
  const selected = selectPrompt(header, body);
  const rest = selected === undefined ? body : withoutText(body, selected.location);
  return {
    cacheable: true,
    request: {
      model: stringMember(body, 'model') ?? 'unknown',
      identity: body,
      // Only for the log: an answer of unknown format is replayed as it was recorded.
      wish: {
        mode: ownMember(body, 'stream') === true ? 'sse' : 'json',
        includeUsage: true,
        vectorEncoding: 'float',
      },
      promptText: selected?.text ?? '',
      conversation: selected === undefined ? [] : [{ role: 'user', text: selected.text }],
      parameters: rest,
      compared: compared(body, selected?.text, rest),
    },
  };
}

function compared(body: JsonObject, text: string | undefined, rest: JsonObject): ComparedText {
  if (text === undefined) return { comparable: false, reason: 'exact_only_turn' };
  // Seeds stand beside the prompt or in an object of parameters, whatever the format.
  const places = [body, ...Object.values(body).filter(isJsonObject)];
  const asksForMore = places.some((place) => isSeed(ownMember(place, 'seed')) || isSeveral(ownMember(place, 'n')));
  return asksForMore ? { comparable: false, reason: 'exact_only_parameters' } : { comparable: true, text, rest };
}

const isSeed = (value: JsonValue | undefined): boolean => value !== undefined && value !== null;
const isSeveral = (value: JsonValue | undefined): boolean => isSeed(value) && value !== 1;
