import type { AnswerShape } from '../ollama-shared/answer-shape.ts';

/** ollama 0.6.4 `GenerateResponse`. */
export const generateShape: AnswerShape = {
  text: 'response',
  holder: (answer) => answer,
  combine: (own, members) => ({ ...own, ...members }),
};
