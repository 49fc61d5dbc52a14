import type { JsonObject, JsonValue, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { identityFields } from '../cohere-shared/identity-fields.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';
import { without } from '../openai-shared/identity-fields.ts';

/** Reads a body of POST /v2/rerank (cohere-ai 8.1.0 `V2RerankRequest`). */
export function readRequest(body: JsonObject): RequestReading {
  const model = stringMember(body, 'model');
  const query = stringMember(body, 'query');
  const documents = arrayMember(body, 'documents') ?? [];
  if (model === undefined || model === '' || query === undefined || documents.length === 0) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const identity = identityFields(body);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: jsonWish,
      promptText: query,
      conversation: [
        { role: 'query', text: query },
        ...documents.map((document) => ({ role: 'document', text: documentText(document) })),
      ],
      parameters: without(without(identity, 'query'), 'documents'),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}

/** v2 takes texts; objects with a text are what v1 took and some servers still do. */
function documentText(document: JsonValue): string {
  if (typeof document === 'string') return document;
  return isJsonObject(document) ? (stringMember(document, 'text') ?? JSON.stringify(document)) : '';
}
