import type { JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { identityFields, without } from '../openai-shared/identity-fields.ts';
import { notRepeatable } from '../openai-shared/live-request.ts';
import { modelName } from '../openai-shared/model-name.ts';
import { replayWish } from '../openai-shared/replay-wish.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { inputTexts } from '../openai-shared/input-texts.ts';

/** Typed `| null` in openai 7.57.0 `CompletionCreateParamsBase`: null is the same as not given. */
const nullableFields: ReadonlySet<string> = new Set([
  'best_of',
  'echo',
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'max_tokens',
  'n',
  'presence_penalty',
  'seed',
  'stop',
  'suffix',
  'temperature',
  'top_p',
]);

/** Reads a body of POST /completions: a prompt, several, or token lists. */
export function readRequest(body: JsonObject, place: RequestPlace): RequestReading {
  const model = modelName(body, place.path);
  const prompts = inputTexts(ownMember(body, 'prompt'));
  if (model === undefined || prompts === undefined) return { cacheable: false, reason: 'unsupported_body' };
  const obstacle = notRepeatable(body, model);
  if (obstacle !== undefined) return { cacheable: false, reason: obstacle };

  const identity = identityFields(body, nullableFields);
  const parameters = without(identity, 'prompt');
  keepSchemaOrder(identity, 'response_format');
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: replayWish(body, place),
      promptText: prompts.join('\n'),
      conversation: prompts.map((text) => ({ role: 'prompt', text })),
      parameters,
      // A prompt to be continued word by word has no meaning that another could share.
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}

/** Compatible servers (vLLM, Together) take schemas here too. */
function keepSchemaOrder(identity: JsonObject, name: string): void {
  const value: JsonValue | undefined = ownMember(identity, name);
  if (value !== undefined) identity[name] = keepPropertyOrder(value);
}
