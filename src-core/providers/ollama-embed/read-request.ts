import type { JsonObject, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { ownMember, stringMember } from '../../request/json-value.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';
import { identityFields } from '../ollama-shared/identity-fields.ts';
import { without } from '../openai-shared/identity-fields.ts';
import { inputTexts } from '../openai-shared/input-texts.ts';

/** Reads a body of POST /api/embed, or of the older /api/embeddings (ollama 0.6.4 `EmbedRequest`, `EmbeddingsRequest`). */
export function readRequest(body: JsonObject, { path }: RequestPlace): RequestReading {
  const model = stringMember(body, 'model');
  const field = /\/embeddings\/?$/.test(path) ? 'prompt' : 'input';
  const input = ownMember(body, field) ?? '';
  // Without input it loads the model (Ollama's EmbedHandler).
  if (input === '' || (Array.isArray(input) && input.length === 0)) {
    return { cacheable: false, reason: 'stateful_request' };
  }
  const texts = field === 'prompt' && typeof input !== 'string' ? undefined : inputTexts(input);
  if (model === undefined || model === '' || texts === undefined) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const identity = identityFields(body);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: jsonWish,
      promptText: texts.join('\n'),
      conversation: texts.map((text) => ({ role: 'input', text })),
      parameters: without(identity, field),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}
