import type { Turn } from '../../contracts/views.ts';
import type { ComparedText, JsonObject, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { identityFields } from '../ollama-shared/identity-fields.ts';
import { replayWish } from '../ollama-shared/replay-wish.ts';
import { without } from '../openai-shared/identity-fields.ts';

/** Reads a body of POST /api/generate (ollama 0.6.4 `GenerateRequest`). */
export function readRequest(body: JsonObject): RequestReading {
  const model = stringMember(body, 'model');
  const wish = replayWish(body);
  const prompt = ownMember(body, 'prompt') ?? '';
  // Without a prompt it loads the model, or unloads it (Ollama's GenerateHandler).
  if (prompt === '') return { cacheable: false, reason: 'stateful_request' };
  if (model === undefined || model === '' || wish === undefined || typeof prompt !== 'string') {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const identity = identityFields(body);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish,
      promptText: prompt,
      conversation: turns(body, prompt),
      parameters: without(without(identity, 'prompt'), 'system'),
      compared: comparedText(identity, prompt),
    },
  };
}

function turns(body: JsonObject, prompt: string): Turn[] {
  const system = stringMember(body, 'system') ?? '';
  const images = (arrayMember(body, 'images') ?? []).map(() => '[image]\n').join('');
  return [...(system === '' ? [] : [{ role: 'system', text: system }]), { role: 'user', text: `${images}${prompt}` }];
}

/**
 * The prompt, unless it is more than a question: a raw one is a whole conversation with the template's marks in it, and
 * with a suffix it is the text before a gap. Width, height and steps ask for an image.
 */
function comparedText(identity: JsonObject, prompt: string): ComparedText {
  const isGiven = (name: string): boolean => ![undefined, null, false, ''].some((none) => identity[name] === none);
  if (isGiven('raw')) return { comparable: false, reason: 'exact_only_turn' };
  const seed = ownMember(objectMember(identity, 'options') ?? {}, 'seed');
  if (seed !== undefined || ['suffix', 'width', 'height', 'steps'].some(isGiven)) {
    return { comparable: false, reason: 'exact_only_parameters' };
  }
  return { comparable: true, text: prompt, rest: { ...identity, prompt: null } };
}
