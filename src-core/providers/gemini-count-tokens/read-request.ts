import type { JsonObject, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { asksForJson } from '../gemini/answer-form.ts';
import { identityFields, withoutMembers } from '../gemini/identity-fields.ts';
import { readModelPath } from '../gemini/model-path.ts';
import { notRepeatable } from '../gemini/not-repeatable.ts';
import { partsText, turnOf } from '../gemini/parts-text.ts';
import { protoObject, protoObjects } from '../gemini/proto-json.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';

/** Reads a body of `:countTokens`: contents, or a whole request to be counted (`generateContentRequest`). */
export function readRequest(body: JsonObject, { path, query }: RequestPlace): RequestReading {
  const place = readModelPath(path);
  if (place === undefined || !asksForJson(query)) return { cacheable: false, reason: 'path_not_cacheable' };
  const counted = protoObject(body, 'generateContentRequest') ?? body;
  const contents = protoObjects(counted, 'contents');
  if (contents.length === 0) return { cacheable: false, reason: 'unsupported_body' };
  // Tools are counted by their declaration, not used: only what the provider keeps speaks against a count.
  const isStateful = [body, counted].some((each) => notRepeatable(each) === 'stateful_request');
  if (isStateful) return { cacheable: false, reason: 'stateful_request' };
  const identity = identityFields(body);
  return {
    cacheable: true,
    request: {
      model: place.model,
      identity,
      wish: jsonWish,
      promptText: contents.map(partsText).join('\n'),
      conversation: contents.map(turnOf),
      parameters: withoutMembers(identity, 'contents', 'generateContentRequest'),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}
