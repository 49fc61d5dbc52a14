import type { Turn } from '../../contracts/views.ts';
import type { JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { contentText, messageText } from '../openai-shared/content-text.ts';
import { identityFields, without } from '../openai-shared/identity-fields.ts';
import { notRepeatable } from '../openai-shared/live-request.ts';
import { modelName } from '../openai-shared/model-name.ts';
import { replayWish } from '../openai-shared/replay-wish.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { comparedText } from './compared-text.ts';
import { identityMessage, identityTools, mapIfChanged } from './strip-cache-marks.ts';

/** Typed `| null` in openai 7.57.0 `ChatCompletionCreateParamsBase`: null is the same as not given. */
const nullableFields: ReadonlySet<string> = new Set([
  'audio',
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'max_completion_tokens',
  'max_tokens',
  'modalities',
  'moderation',
  'n',
  'prediction',
  'presence_penalty',
  'reasoning_effort',
  'seed',
  'stop',
  'temperature',
  'top_logprobs',
  'top_p',
  'verbosity',
]);

/** Fields that hold JSON schemas: OpenAI's own, vLLM's and llama.cpp's. */
const schemaFields = [
  'tools',
  'functions',
  'response_format',
  'guided_json',
  'structured_outputs',
  'json_schema',
] as const;

/** Reads a body of POST /chat/completions. Hand-written guards, no schema library: it runs on every hit. */
export function readRequest(body: JsonObject, place: RequestPlace): RequestReading {
  const model = modelName(body, place.path);
  const messages = messageObjects(ownMember(body, 'messages'));
  if (model === undefined || messages === undefined) return { cacheable: false, reason: 'unsupported_body' };
  const obstacle = notRepeatable(body, model);
  if (obstacle !== undefined) return { cacheable: false, reason: obstacle };
  if (messages.some(refersToStoredState)) return { cacheable: false, reason: 'stateful_request' };

  const identity = identityFields(body, nullableFields);
  const parameters = without(identity, 'messages');
  identity['messages'] = mapIfChanged(messages, identityMessage);
  for (const name of schemaFields) {
    const value = ownMember(identity, name);
    if (value === undefined) continue;
    identity[name] = keepPropertyOrder(Array.isArray(value) ? identityTools(value) : value);
  }
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: replayWish(body, place),
      promptText: lastUserText(messages),
      conversation: messages.map(turnOf),
      parameters,
      compared: comparedText(identity),
    },
  };
}

/** The messages when they are a list of objects with a role, and not empty. */
function messageObjects(value: JsonValue | undefined): JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const messages = value.filter(isJsonObject);
  const areMessages = messages.length === value.length && messages.every(({ role }) => typeof role === 'string');
  return areMessages ? messages : undefined;
}

function lastUserText(messages: readonly JsonObject[]): string {
  return contentText(messages.findLast(({ role }) => role === 'user')?.['content']);
}

function turnOf(message: JsonObject): Turn {
  return { role: stringMember(message, 'role') ?? '', text: messageText(message) };
}

/** Uploaded files and earlier audio answers are named by id and kept by the provider, where they can expire. */
function refersToStoredState(message: JsonObject): boolean {
  if (stringMember(objectMember(message, 'audio') ?? {}, 'id') !== undefined) return true;
  const parts = arrayMember(message, 'content') ?? [];
  return parts.some((part) => {
    if (!isJsonObject(part)) return false;
    return stringMember(part, 'file_id') !== undefined || objectMember(part, 'file')?.['file_id'] !== undefined;
  });
}
