import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, stringMember } from '../../request/json-value.ts';
import { textPieces } from '../openai-shared/synthesise-stream.ts';

/** One event of a stream without what its place gives it: sequence number, item and index. */
export type StreamStep = JsonObject & { type: string };

/** The steps of one content part of a message or of reasoning. Types that we do not know come whole. */
export function* partEvents(part: JsonObject, index: number): Generator<StreamStep> {
  const { opening, steps } = openPart(part);
  yield { type: 'response.content_part.added', content_index: index, part: { ...part, ...opening } };
  for (const step of steps) {
    const { type, ...more } = step;
    yield { type, content_index: index, ...more };
  }
  yield { type: 'response.content_part.done', content_index: index, part };
}

interface OpenPart {
  /** Members of the part that are still empty when it is announced. */
  opening: JsonObject;
  steps: Iterable<StreamStep>;
}

function openPart(part: JsonObject): OpenPart {
  const text = stringMember(part, 'text') ?? '';
  const refusal = stringMember(part, 'refusal') ?? '';
  switch (part['type']) {
    case 'output_text':
      return { opening: emptied(part, { text: '', annotations: [], logprobs: [] }), steps: textSteps(part, text) };
    case 'refusal':
      return { opening: { refusal: '' }, steps: plainSteps('response.refusal', refusal, { refusal }) };
    case 'reasoning_text':
      return { opening: { text: '' }, steps: plainSteps('response.reasoning_text', text, { text }) };
    default:
      return { opening: {}, steps: [] };
  }
}

function emptied(part: JsonObject, empty: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(empty).filter(([name]) => Object.hasOwn(part, name)));
}

function* textSteps(part: JsonObject, text: string): Generator<StreamStep> {
  const logprobs = arrayMember(part, 'logprobs') ?? [];
  // Log probabilities belong to tokens, not to our pieces: with them the text stays whole.
  const pieces = logprobs.length > 0 ? [text] : textPieces(text);
  for (const delta of pieces) yield { type: 'response.output_text.delta', delta, logprobs };
  for (const [index, annotation] of (arrayMember(part, 'annotations') ?? []).entries()) {
    yield { type: 'response.output_text.annotation.added', annotation_index: index, annotation };
  }
  yield { type: 'response.output_text.done', text, logprobs };
}

function* plainSteps(type: string, text: string, done: JsonObject): Generator<StreamStep> {
  for (const delta of textPieces(text)) yield { type: `${type}.delta`, delta };
  yield { type: `${type}.done`, ...done };
}
