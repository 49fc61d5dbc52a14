import type { ComparedText, JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { isJsonObject, ownMember, stringMember } from '../../request/json-value.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { selectPrompt, withoutText, type SelectedText } from './prompt-path.ts';

/**
 * Reads a body of a format that is not known: all of it is the identity, `stream` and the order of schemas' properties
 * included, and the header's JSONPath names the text that may differ. Throws header_invalid.
 */
export function readRequest(body: JsonObject, { header }: RequestPlace): RequestReading {
  const selected = selectPrompt(header, body);
  return {
    cacheable: true,
    request: {
      model: stringMember(body, 'model') ?? 'unknown',
      identity: inOrder(body),
      // Only for the log: an answer of unknown format is replayed as it was recorded.
      wish: {
        mode: ownMember(body, 'stream') === true ? 'sse' : 'json',
        includeUsage: true,
        vectorEncoding: 'float',
      },
      promptText: selected?.text ?? '',
      conversation: selected === undefined ? [] : [{ role: 'user', text: selected.text }],
      parameters: selected === undefined ? body : withoutText(body, selected.location),
      compared: compared(body, selected),
    },
  };
}

function compared(body: JsonObject, selected: SelectedText | undefined): ComparedText {
  if (selected === undefined) return { comparable: false, reason: 'exact_only_turn' };
  // Seeds stand beside the prompt or in an object of parameters, whatever the format.
  const places = [body, ...Object.values(body).filter(isJsonObject)];
  const asksForMore = places.some((place) => isSeed(ownMember(place, 'seed')) || isSeveral(ownMember(place, 'n')));
  if (asksForMore) return { comparable: false, reason: 'exact_only_parameters' };
  const { text, location } = selected;
  // Where the text was is part of it: a null that the body had elsewhere looks the same.
  return { comparable: true, text, rest: { body: inOrder(withoutText(body, location)), location } };
}

function inOrder(body: JsonObject): JsonObject {
  const ordered = keepPropertyOrder(body);
  return isJsonObject(ordered) ? ordered : body;
}

const isSeed = (value: JsonValue | undefined): boolean => value !== undefined && value !== null;
const isSeveral = (value: JsonValue | undefined): boolean => isSeed(value) && value !== 1;
