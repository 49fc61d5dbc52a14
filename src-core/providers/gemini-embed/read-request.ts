import type { JsonObject, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { identityFields, withoutMembers } from '../gemini/identity-fields.ts';
import { asksForJson } from '../gemini/answer-form.ts';
import { readModelPath } from '../gemini/model-path.ts';
import { refersToStoredFile } from '../gemini/not-repeatable.ts';
import { partsText } from '../gemini/parts-text.ts';
import { protoObjects } from '../gemini/proto-json.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';

/**
 * Reads a body of `:embedContent` (one `content`) and `:batchEmbedContents` (`requests[].content`, which is what
 * @google/genai 3.3.0 sends for one text too).
 */
export function readRequest(body: JsonObject, { path, query }: RequestPlace): RequestReading {
  const place = readModelPath(path);
  if (place === undefined || !asksForJson(query)) return { cacheable: false, reason: 'path_not_cacheable' };
  const requests = place.verb === 'batchEmbedContents' ? protoObjects(body, 'requests') : [body];
  const contents = requests.flatMap((request) => protoObjects(request, 'content'));
  if (contents.length === 0 || contents.length !== requests.length) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  if (contents.some(refersToStoredFile)) return { cacheable: false, reason: 'stateful_request' };
  const identity = identityFields(body);
  const texts = contents.map(partsText);
  return {
    cacheable: true,
    request: {
      model: place.model,
      identity,
      wish: jsonWish,
      promptText: texts.join('\n'),
      conversation: texts.map((text) => ({ role: 'input', text })),
      parameters: withoutMembers(identity, 'content', 'requests'),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}
