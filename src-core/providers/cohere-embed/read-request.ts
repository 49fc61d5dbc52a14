import type { JsonObject, JsonValue, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { identityFields } from '../cohere-shared/identity-fields.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';
import { contentText } from '../openai-shared/content-text.ts';
import { without } from '../openai-shared/identity-fields.ts';

/** Lists of what is to be embedded (cohere-ai 8.1.0 `V2EmbedRequest`); images are data URIs. */
const inputLists = ['texts', 'images', 'inputs'] as const;

/** Reads a body of POST /v2/embed. */
export function readRequest(body: JsonObject): RequestReading {
  const model = stringMember(body, 'model');
  const turns = inputLists.flatMap((name) => (arrayMember(body, name) ?? []).map((input) => inputText(name, input)));
  if (model === undefined || model === '' || turns.length === 0) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const identity = identityFields(body);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: jsonWish,
      promptText: turns.join('\n'),
      conversation: turns.map((text) => ({ role: 'input', text })),
      parameters: inputLists.reduce<JsonObject>((rest, name) => without(rest, name), identity),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}

function inputText(list: (typeof inputLists)[number], input: JsonValue): string {
  if (list === 'images') return '[image]';
  if (typeof input === 'string') return input;
  return isJsonObject(input) ? contentText(input['content']) : '';
}
