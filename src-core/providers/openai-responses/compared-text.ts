import type { ComparedText, JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, ownMember, stringMember } from '../../request/json-value.ts';
import { isMessage } from './item-text.ts';

/**
 * The last user text of a request, when it may be answered by meaning at all: the input is one text, or its last item is
 * a user's message with exactly one text. A tool's output in its place or a forced tool ask for more than the meaning of
 * that text. Encrypted reasoning of earlier turns stays in the rest, which must be equal.
 */
export function comparedText(identity: JsonObject): ComparedText {
  const input = ownMember(identity, 'input');
  if (typeof input === 'string') return compared(identity, input, null);
  const items = arrayMember(identity, 'input') ?? [];
  const last = items.at(-1);
  if (!isJsonObject(last) || !isMessage(last) || last['role'] !== 'user') return exactOnlyTurn;
  const text = onlyText(last['content']);
  if (text === undefined) return exactOnlyTurn;
  return compared(identity, text, [...items.slice(0, -1), { ...last, content: withoutText(last['content']) }]);
}

const exactOnlyTurn: ComparedText = { comparable: false, reason: 'exact_only_turn' };

function compared(identity: JsonObject, text: string, input: JsonValue): ComparedText {
  if (asksForMore(identity)) return { comparable: false, reason: 'exact_only_parameters' };
  return { comparable: true, text, rest: { ...identity, input } };
}

function asksForMore(identity: JsonObject): boolean {
  // No field of OpenAI's own; vendors' Responses take it over from chat.
  if (ownMember(identity, 'seed') !== undefined) return true;
  const choice = ownMember(identity, 'tool_choice');
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
  return isJsonObject(part) && part['type'] === 'input_text';
}
