import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonValue } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { readJsonAnswer } from '../json-only/read-json-answer.ts';

/** Judges a recorded prediction (replicate 1.4.0 `Prediction`). */
export function readAnswer(recording: Recording): AnswerReading {
  const body = readJsonAnswer(recording);
  if (!body.ok) return body.rejection;
  const status = ownMember(body.answer, 'status');
  if (typeof status !== 'string') return rejected('not_parseable', 'no prediction');
  // `starting` and `processing` when the wait was too short for the model.
  if (status !== 'succeeded') return rejected('unnatural_finish', `status ${status.slice(0, 60)}`);
  const output = ownMember(body.answer, 'output');
  if (output === undefined || output === null || ownMember(body.answer, 'data_removed') === true) {
    return rejected('not_parseable', 'the prediction has no output');
  }
  if (namesFile(output)) return rejected('perishable_answer', 'a file that Replicate deletes after an hour');
  return {
    storable: true,
    textOnly: false,
    answerText: outputText(output),
    finishReasons: [status],
    usage: null,
  };
}

/**
 * Output files are URLs that stop working (Replicate's "Data retention": after an hour). Any string that begins like one
 * counts, since the SDK too takes it for a file (replicate 1.4.0 `run`); `data:` URLs hold the file itself.
 */
function namesFile(output: JsonValue): boolean {
  if (typeof output === 'string') return /^https?:/i.test(output);
  return typeof output === 'object' && output !== null && Object.values(output).some(namesFile);
}

/** Language models give their text as a list of pieces. */
function outputText(output: JsonValue): string {
  if (typeof output === 'string') return output;
  const isPieces = Array.isArray(output) && output.every((piece) => typeof piece === 'string');
  return isPieces ? output.join('') : JSON.stringify(output);
}

function rejected(reason: 'not_parseable' | 'unnatural_finish' | 'perishable_answer', detail: string): AnswerReading {
  return { storable: false, reason, detail };
}
