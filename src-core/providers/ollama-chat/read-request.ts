import type { ComparedText, JsonObject, JsonValue, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { identityFields } from '../ollama-shared/identity-fields.ts';
import { replayWish } from '../ollama-shared/replay-wish.ts';
import { comparedText as comparedTextOfMessages } from '../openai-chat/compared-text.ts';
import { contentText } from '../openai-shared/content-text.ts';
import { without } from '../openai-shared/identity-fields.ts';
import { messageTurn } from './message-turn.ts';

/** Reads a body of POST /api/chat (ollama 0.6.4 `ChatRequest`). */
export function readRequest(body: JsonObject): RequestReading {
  const model = stringMember(body, 'model');
  const wish = replayWish(body);
  const given = ownMember(body, 'messages') ?? [];
  // Without messages it loads the model, or unloads it (Ollama's ChatHandler).
  if (Array.isArray(given) && given.length === 0) return { cacheable: false, reason: 'stateful_request' };
  const messages = messageObjects(given);
  if (model === undefined || model === '' || wish === undefined || messages === undefined) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  // All tools are the caller's own functions; a type that is not known here may look at the world.
  const isLive = (arrayMember(body, 'tools') ?? []).some((tool) => isJsonObject(tool) && tool['type'] !== 'function');
  if (isLive) return { cacheable: false, reason: 'live_request' };

  const identity = identityFields(body);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish,
      promptText: contentText(messages.findLast(({ role }) => role === 'user')?.['content']),
      conversation: messages.map(messageTurn),
      parameters: without(identity, 'messages'),
      compared: comparedText(identity),
    },
  };
}

/** As for OpenAI's chat, whose messages have the same shape; images stay beside the text, and the seed is an option. */
function comparedText(identity: JsonObject): ComparedText {
  const seed = ownMember(objectMember(identity, 'options') ?? {}, 'seed');
  return seed === undefined ? comparedTextOfMessages(identity) : { comparable: false, reason: 'exact_only_parameters' };
}

/** The messages when they are a list of objects with a role. */
function messageObjects(value: JsonValue): JsonObject[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const messages = value.filter(isJsonObject);
  const areMessages = messages.length === value.length && messages.every(({ role }) => typeof role === 'string');
  return areMessages ? messages : undefined;
}
