import type { Turn } from '../../contracts/views.ts';
import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, ownMember, stringMember } from '../../request/json-value.ts';

/** What people read of a content: text as it is, and of every other block what it is. */
export function contentText(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? joined(content.filter(isJsonObject)) : '';
}

/** What a model answered: texts and calls; its thinking is not part of the answer. */
export function answerText(blocks: readonly JsonObject[]): string {
  return joined(blocks.filter((block) => !isThinking(block)));
}

/** Text of the last user message that has any, without the results of tools around it. */
export function lastUserText(messages: readonly JsonObject[]): string {
  const texts = messages.filter(({ role }) => role === 'user').map(({ content }) => askedText(content));
  return texts.findLast((text) => text !== '') ?? '';
}

/** The conversation: the system prompt and every message. */
export function turnsOf(system: JsonValue | undefined, messages: readonly JsonObject[]): Turn[] {
  const turns = messages.map((message) => ({
    role: stringMember(message, 'role') ?? '',
    text: contentText(message['content']),
  }));
  return system === undefined ? turns : [{ role: 'system', text: contentText(system) }, ...turns];
}

/** Signed or hidden thinking, which the API accepts back only where it came from. */
export function isThinking({ type }: JsonObject): boolean {
  return type === 'thinking' || type === 'redacted_thinking';
}

/** Texts that follow each other are one text, cut where its citations change. */
function joined(blocks: readonly JsonObject[]): string {
  let text = '';
  let wasText = false;
  for (const block of blocks) {
    const isText = block['type'] === 'text';
    const said = blockText(block);
    if (said === '') continue;
    text += text === '' || (isText && wasText) ? said : `\n${said}`;
    wasText = isText;
  }
  return text;
}

function askedText(content: JsonValue | undefined): string {
  if (!Array.isArray(content)) return contentText(content);
  const asked = content.filter(isJsonObject).filter(({ type }) => type !== 'tool_result');
  // Claude Code and others put reminders and the question into texts of their own.
  return asked
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function blockText(block: JsonObject): string {
  const type = stringMember(block, 'type') ?? 'block';
  switch (type) {
    case 'text':
      return stringMember(block, 'text') ?? '';
    case 'thinking':
      return described('thinking', stringMember(block, 'thinking'));
    case 'redacted_thinking':
      return '[redacted thinking]';
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
      return `${stringMember(block, 'name') ?? ''}(${JSON.stringify(ownMember(block, 'input') ?? {})})`;
    case 'tool_result':
      return described(block['is_error'] === true ? 'tool error' : 'tool result', contentText(block['content']));
    case 'document':
    case 'search_result':
      return described(type.replace('_', ' '), stringMember(block, 'title'));
    default:
      return `[${type.replaceAll('_', ' ')}]`;
  }
}

function described(what: string, text: string | undefined): string {
  return text === undefined || text === '' ? `[${what}]` : `[${what}] ${text}`;
}
