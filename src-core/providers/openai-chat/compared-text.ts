import type { ComparedText, JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';

/**
 * The last user text of a chat request, when the request may be answered by meaning at all: the last message is the
 * user's and has exactly one text. A tool result in its place, a seed, several choices or a forced tool ask for more than
 * the meaning of that text.
 */
export function comparedText(identity: JsonObject): ComparedText {
  const messages = arrayMember(identity, 'messages') ?? [];
  const last = messages.at(-1);
  if (!isJsonObject(last) || last['role'] !== 'user') return { comparable: false, reason: 'exact_only_turn' };
  const text = onlyText(last['content']);
  if (text === undefined) return { comparable: false, reason: 'exact_only_turn' };
  if (asksForMore(identity)) return { comparable: false, reason: 'exact_only_parameters' };
  return {
    comparable: true,
    text,
    rest: {
      ...identity,
      messages: [...messages.slice(0, -1), { ...last, content: withoutText(last['content']) }],
    },
  };
}

function asksForMore(identity: JsonObject): boolean {
  const { n, prediction } = identity;
  // Mistral calls its seed random_seed (@mistralai/mistralai 2.7.0 `ChatCompletionRequest`).
  const seed = identity['seed'] ?? identity['random_seed'];
  if (seed !== undefined || prediction !== undefined || (n !== undefined && n !== 1)) return true;
  const choice = identity['tool_choice'] ?? identity['function_call'];
  return choice === 'required' || (choice !== undefined && typeof choice !== 'string');
}

/** The text of a content that has exactly one; parts that are not text stay in the identity. */
function onlyText(content: JsonValue | undefined): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.filter(isTextPart).map((part) => (isJsonObject(part) ? stringMember(part, 'text') : undefined));
  return texts.length === 1 ? texts[0] : undefined;
}

function withoutText(content: JsonValue | undefined): JsonValue {
  if (!Array.isArray(content)) return null;
  return content.map((part) => (isTextPart(part) && isJsonObject(part) ? { ...part, text: null } : part));
}

function isTextPart(part: JsonValue): boolean {
  return isJsonObject(part) && part['type'] === 'text' && objectMember(part, 'text') === undefined;
}
