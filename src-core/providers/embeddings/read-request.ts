import type { JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { identityFields, without } from '../openai-shared/identity-fields.ts';
import { inputTexts } from '../openai-shared/input-texts.ts';
import { modelName } from '../openai-shared/model-name.ts';

/** Null means float32 values to Mistral and Voyage; other types cannot be turned from one encoding into the other. */
const floatTypes: ReadonlySet<JsonValue | undefined> = new Set([undefined, null, 'float']);

/**
 * Reads a body of POST /embeddings. The encoding is a wish, not identity: the openai SDK asks for base64 unless told
 * otherwise, other clients for floats, and both write the same float32 vector. Absent means float on the wire.
 */
export function readRequest(body: JsonObject, { path }: RequestPlace): RequestReading {
  const model = modelName(body, path);
  const inputs = inputTexts(ownMember(body, 'input'));
  const encoding = ownMember(body, 'encoding_format') ?? 'float';
  const isKnownForm = encoding === 'float' || encoding === 'base64';
  if (model === undefined || inputs === undefined || !isKnownForm || !floatTypes.has(ownMember(body, 'output_dtype'))) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const identity = without(identityFields(body, new Set()), 'encoding_format');
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: { mode: 'json', includeUsage: false, vectorEncoding: encoding },
      promptText: inputs.join('\n'),
      conversation: inputs.map((text) => ({ role: 'input', text })),
      parameters: without(identity, 'input'),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}
