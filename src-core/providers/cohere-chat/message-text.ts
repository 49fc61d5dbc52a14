import type { Turn } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { messageText as contentAndCallsText } from '../openai-shared/content-text.ts';

/** Everything a message says, as people read it: plan, text and tool calls; thinking is left out. */
export function messageText(message: JsonObject): string {
  const content = arrayMember(message, 'content')?.filter((part) => !isJsonObject(part) || part['type'] !== 'thinking');
  const said = contentAndCallsText(content === undefined ? message : { ...message, content });
  return [stringMember(message, 'tool_plan') ?? '', said].filter((text) => text !== '').join('\n');
}

/** A turn of a conversation. */
export function messageTurn(message: JsonObject): Turn {
  return { role: stringMember(message, 'role') ?? '', text: messageText(message) };
}
