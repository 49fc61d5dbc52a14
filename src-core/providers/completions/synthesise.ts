import type { JsonObject, UsagePlace } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { synthesiseStream, textPieces } from '../openai-shared/synthesise-stream.ts';

/** The stream that a legacy completion could have been; undefined when a choice has no text. */
export function synthesise(answer: JsonObject, usagePlace: UsagePlace | undefined): Uint8Array | undefined {
  const choices = arrayMember(answer, 'choices') ?? [];
  const objects = choices.filter(isJsonObject).filter((choice) => stringMember(choice, 'text') !== undefined);
  if (choices.length === 0 || objects.length !== choices.length) return undefined;
  return synthesiseStream(answer, 'text_completion', choiceDeltas(objects), usagePlace);
}

function* choiceDeltas(choices: readonly JsonObject[]): Generator<JsonObject> {
  for (const [position, choice] of choices.entries()) {
    const { index = position, text: _text, logprobs = null, finish_reason: finishReason = null, ...more } = choice;
    const text = stringMember(choice, 'text') ?? '';
    // Log probabilities belong to tokens, not to our pieces: with them the text stays whole.
    const pieces = logprobs === null ? textPieces(text) : [text];
    for (const piece of pieces) yield { text: piece, index, logprobs, finish_reason: null };
    yield { text: '', index, logprobs: null, finish_reason: finishReason, ...more };
  }
}
