import type { ComparedText, JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { isThinking } from './block-text.ts';
import { looksBehindAddress } from './not-repeatable.ts';

/** Blocks that may stand beside the asked text; they must be the same. A tool's result among them asks for more. */
const companions: ReadonlySet<unknown> = new Set(['text', 'image', 'document', 'search_result']);

const exactOnlyTurn: ComparedText = { comparable: false, reason: 'exact_only_turn' };

/**
 * The last user text of an identity (its contents are lists of blocks), when the request may be answered by meaning at
 * all: the last message is the user's and has exactly one text. Thinking in the history is bound to its conversation, and
 * what is behind an address may have changed.
 */
export function comparedText(identity: JsonObject): ComparedText {
  const messages = (arrayMember(identity, 'messages') ?? []).filter(isJsonObject);
  const last = messages.at(-1);
  if (last === undefined || last['role'] !== 'user') return exactOnlyTurn;
  const blocks = (arrayMember(last, 'content') ?? []).filter(isJsonObject);
  const texts = blocks.filter(({ type }) => type === 'text');
  const text = texts[0] === undefined ? undefined : stringMember(texts[0], 'text');
  if (text === undefined || texts.length > 1 || !blocks.every(({ type }) => companions.has(type))) return exactOnlyTurn;
  if (messages.some(holdsThinking) || looksBehindAddress(messages)) return exactOnlyTurn;
  if (asksForMore(identity)) return { comparable: false, reason: 'exact_only_parameters' };
  const content = blocks.map((block) => (block['type'] === 'text' ? { ...block, text: null } : block));
  return { comparable: true, text, rest: { ...identity, messages: [...messages.slice(0, -1), { ...last, content }] } };
}

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
