import type { JsonObject, JsonValue, ReplayWish, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { identityTools } from '../openai-chat/strip-cache-marks.ts';
import { identityFields, without } from '../openai-shared/identity-fields.ts';
import { modelName } from '../openai-shared/model-name.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { comparedText } from './compared-text.ts';
import { givenEchoes } from './echoes.ts';
import { identityInput } from './identity-items.ts';
import { isMessage, itemText, turnsOf } from './item-text.ts';
import { notRepeatable } from './not-repeatable.ts';

/** Typed `| null` in openai 7.57.0 `ResponseCreateParamsBase`: null is the same as not given. */
const nullableFields: ReadonlySet<string> = new Set([
  'background',
  'context_management',
  'conversation',
  'include',
  'instructions',
  'max_output_tokens',
  'max_tool_calls',
  'moderation',
  'parallel_tool_calls',
  'previous_response_id',
  'prompt',
  'reasoning',
  'temperature',
  'top_logprobs',
  'top_p',
  'truncation',
]);

/**
 * Ids of session, thread and turn that Codex sends with every request for its maker's statistics (openai/codex,
 * codex-rs/core/src/responses_metadata.rs); with it no request would ever be asked twice. No response repeats it.
 */
const attribution = 'client_metadata';

type Input = string | JsonObject[] | undefined;

/** Reads a body of POST /responses. Hand-written guards, no schema library: it runs on every hit. */
export function readRequest(body: JsonObject, place: RequestPlace): RequestReading {
  const prompt = objectMember(body, 'prompt');
  // A stored prompt brings its own model and may bring its own input.
  const model = modelName(body, place.path) ?? (prompt === undefined ? undefined : stringMember(prompt, 'id'));
  const read = readInput(ownMember(body, 'input'));
  if (model === undefined || read === undefined || (read.input === undefined && prompt === undefined)) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const { input } = read;
  const obstacle = notRepeatable(body, model, typeof input === 'object' ? input : []);
  if (obstacle !== undefined) return { cacheable: false, reason: obstacle };

  const identity = identityOf(body);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: wishOf(body),
      promptText: lastUserText(input),
      conversation: turnsOf(ownMember(body, 'instructions'), input),
      parameters: without(without(identity, 'input'), 'instructions'),
      compared: comparedText(identity),
    },
  };
}

/** A text, items with a type or a role, or nothing; undefined for what is none of these. */
function readInput(value: JsonValue | undefined): { input: Input } | undefined {
  if (value === undefined || typeof value === 'string') return { input: value };
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items = value.filter(isJsonObject);
  return items.length === value.length ? { input: items } : undefined;
}

function identityOf(body: JsonObject): JsonObject {
  const identity = without(identityFields(body, nullableFields), attribution);
  // Kept unless asked otherwise: a caller who will name this response in previous_response_id must not be given one that
  // the provider never kept.
  if (ownMember(body, 'store') === false) identity['store'] = false;
  const input = ownMember(identity, 'input');
  if (input !== undefined) identity['input'] = identityInput(input);
  const tools = ownMember(identity, 'tools');
  if (tools !== undefined) identity['tools'] = keepPropertyOrder(Array.isArray(tools) ? identityTools(tools) : tools);
  const text = ownMember(identity, 'text');
  if (text !== undefined) identity['text'] = keepPropertyOrder(text);
  return identity;
}

/** Streams always say their usage. `include_obfuscation` only pads events against eavesdroppers between two machines. */
function wishOf(body: JsonObject): ReplayWish {
  const echoes = givenEchoes(body);
  return {
    mode: ownMember(body, 'stream') === true ? 'sse' : 'json',
    includeUsage: false,
    vectorEncoding: 'float',
    ...(echoes === undefined ? {} : { echoes }),
  };
}

function lastUserText(input: Input): string {
  if (typeof input !== 'object') return input ?? '';
  const last = input.findLast((item) => isMessage(item) && item['role'] === 'user');
  return last === undefined ? '' : itemText(last);
}
