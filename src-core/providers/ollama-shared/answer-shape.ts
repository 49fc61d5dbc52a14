import type { JsonObject } from '../../ports/dialect.ts';

/** Where an answer has its text; the rest of chats and generations is alike. */
export interface AnswerShape {
  /** Member that holds the text. */
  text: 'content' | 'response';
  /** What holds text, thinking and tool calls: a chat's message, a generation itself. */
  holder: (answer: JsonObject) => JsonObject | undefined;
  /** An answer or line from its own members and those of its holder. */
  combine: (own: JsonObject, holder: JsonObject) => JsonObject;
}
