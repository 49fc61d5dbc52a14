import type { AnswerShape } from '../ollama-shared/answer-shape.ts';
import { objectMember } from '../../request/json-value.ts';

/** ollama 0.6.4 `ChatResponse`. */
export const chatShape: AnswerShape = {
  text: 'content',
  holder: (answer) => objectMember(answer, 'message'),
  combine: (own, message) => ({ ...own, message }),
};
