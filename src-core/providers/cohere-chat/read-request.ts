import type { JsonObject, JsonValue, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, ownMember, stringMember } from '../../request/json-value.ts';
import { identityFields } from '../cohere-shared/identity-fields.ts';
import { contentText } from '../openai-shared/content-text.ts';
import { without } from '../openai-shared/identity-fields.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { comparedText } from './compared-text.ts';
import { messageTurn } from './message-text.ts';

/** Fields that hold JSON schemas. */
const schemaFields = ['tools', 'response_format'] as const;

/** Reads a body of POST /v2/chat (cohere-ai 8.1.0 `V2ChatRequest`). */
export function readRequest(body: JsonObject): RequestReading {
  const model = stringMember(body, 'model');
  const messages = messageObjects(ownMember(body, 'messages'));
  if (model === undefined || model === '' || messages === undefined) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  // All tools are the caller's own functions; a type that is not known here may look at the world.
  const isLive = (arrayMember(body, 'tools') ?? []).some((tool) => isJsonObject(tool) && tool['type'] !== 'function');
  if (isLive) return { cacheable: false, reason: 'live_request' };

  const identity = identityFields(body);
  const parameters = without(identity, 'messages');
  for (const name of schemaFields) {
    const value = ownMember(identity, name);
    if (value !== undefined) identity[name] = keepPropertyOrder(value);
  }
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: { mode: ownMember(body, 'stream') === true ? 'sse' : 'json', includeUsage: true, vectorEncoding: 'float' },
      promptText: contentText(messages.findLast(({ role }) => role === 'user')?.['content']),
      conversation: messages.map(messageTurn),
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
