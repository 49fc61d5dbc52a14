import type { ComparedText, JsonObject } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { comparedText as comparedTextOfMessages } from '../openai-chat/compared-text.ts';

/** As for OpenAI's chat, whose messages have the same shape; a tool is forced by REQUIRED in capitals. */
export function comparedText(identity: JsonObject): ComparedText {
  if (ownMember(identity, 'tool_choice') === 'REQUIRED') return { comparable: false, reason: 'exact_only_parameters' };
  return comparedTextOfMessages(identity);
}
