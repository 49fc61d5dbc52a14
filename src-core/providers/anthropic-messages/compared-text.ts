import type { ComparedText, JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { isThinking } from './block-text.ts';
import { looksBehindAddress } from './not-repeatable.ts';

/** Results of tools, and tools that come along: a turn that has them asks for more than its text. Other blocks must be equal. */
const aboutTools = /tool/;

const exactOnlyTurn: ComparedText = { comparable: false, reason: 'exact_only_turn' };

/**
 * The last user text of an identity (its contents are lists of blocks), when the request may be answered by meaning at
 * all: the last turn is the user's, one message (the API joins those that follow each other), and has exactly one text.
 * Thinking in the history is bound to its conversation, and what is behind an address may have changed.
 */
export function comparedText(identity: JsonObject): ComparedText {
  const messages = (arrayMember(identity, 'messages') ?? []).filter(isJsonObject);
  const last = messages.at(-1);
  if (last === undefined || last['role'] !== 'user' || messages.at(-2)?.['role'] === 'user') return exactOnlyTurn;
  const blocks = arrayMember(last, 'content') ?? [];
  const text = onlyText(blocks);
  if (text === undefined || messages.some(holdsThinking) || looksBehindAddress(messages)) return exactOnlyTurn;
  if (asksForMore(identity)) return { comparable: false, reason: 'exact_only_parameters' };
  const content = blocks.map((block) => (isText(block) ? { ...block, text: null } : block));
  return { comparable: true, text, rest: { ...identity, messages: [...messages.slice(0, -1), { ...last, content }] } };
}

/** The text of a list of blocks that has exactly one, and nothing about tools. */
function onlyText(blocks: readonly JsonValue[]): string | undefined {
  const texts = blocks.filter(isText);
  const [first] = texts;
  if (first === undefined || texts.length > 1 || blocks.some(isAboutTools)) return undefined;
  return stringMember(first, 'text');
}

const isText = (block: JsonValue): block is JsonObject => isJsonObject(block) && block['type'] === 'text';

const isAboutTools = (block: JsonValue): boolean =>
  isJsonObject(block) && aboutTools.test(stringMember(block, 'type') ?? 'tool');

function holdsThinking({ content }: JsonObject): boolean {
  return Array.isArray(content) && content.some((block) => isJsonObject(block) && isThinking(block));
}

/** A forced tool; a seed, which compatible servers take over from chat. */
function asksForMore(identity: JsonObject): boolean {
  if (ownMember(identity, 'seed') !== undefined) return true;
  const choice = ownMember(identity, 'tool_choice');
  const type = choice === undefined ? 'auto' : objectMember(identity, 'tool_choice')?.['type'];
  return type !== 'auto' && type !== 'none';
}
