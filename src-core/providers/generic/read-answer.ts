import type { Recording } from '../../ports/answer-store.ts';
import type { AnswerReading, JsonObject, JsonValue } from '../../ports/dialect.ts';
import { decodeUtf8, parseJsonText } from '../../request/json-parse.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { assemble } from '../openai-chat/assemble.ts';
import { messageText } from '../openai-shared/content-text.ts';
import { errorInBody } from '../openai-shared/error-object.ts';
import { readRecordedStream } from '../openai-shared/recorded-stream.ts';
import { readUsage } from '../openai-shared/usage.ts';

/** Values of a top-level `status` that say that the answer is not there, as asynchronous APIs write them. */
const unfinished =
  /^(?:queued|pending|starting|started|running|processing|in_progress|incomplete|failed|error|cancell?ed|aborted)$/i;

/** A tool call in any of the formats that are known; its arguments come from the asked text. */
const toolCall = /"(?:tool_calls|function_call|functionCall)"\s*:\s*[[{]\s*[^\]}\s]|"tool_use"/;

/**
 * Judges an answer of a format that is not known, by what all formats share. A stream has to end with `[DONE]`: of any
 * other it cannot be told whether it is whole.
 */
export function readAnswer(recording: Recording): AnswerReading {
  const text = decodeUtf8(recording.body);
  if (text === undefined) return rejected('not_parseable', 'the answer is not UTF-8');
  if (recording.mode === 'ndjson') return rejected('not_parseable', 'lines of an unknown format');
  if (recording.mode === 'sse') {
    const stream = readRecordedStream(recording.body);
    if (!stream.ok) return stream.rejection;
    if (!stream.isDone || stream.chunks.length === 0) return rejected('truncated', 'the stream has no [DONE]');
    return storable(assemble(stream.chunks), text);
  }
  const answer = parseJsonText(text);
  if (typeof answer !== 'object' || answer === null) return rejected('not_parseable', 'neither object nor list');
  if (!isJsonObject(answer)) return storable(answer, text);
  const error = errorInBody(answer);
  if (error !== undefined) return rejected('error_in_body', error);
  const status = stringMember(answer, 'status') ?? '';
  return unfinished.test(status) ? rejected('unnatural_finish', `status ${status}`) : storable(answer, text);
}

function storable(answer: JsonObject | JsonValue[], text: string): AnswerReading {
  return {
    storable: true,
    textOnly: !toolCall.test(text),
    answerText: isJsonObject(answer) ? (chatText(answer) ?? longestText(answer)) : longestText(answer),
    finishReasons: [],
    usage: isJsonObject(answer) ? readUsage(answer) : null,
  };
}

function chatText(answer: JsonObject): string | undefined {
  const choices = (arrayMember(answer, 'choices') ?? []).filter(isJsonObject);
  const messages = choices.map((choice) => objectMember(choice, 'message')).filter(isJsonObject);
  return messages.length === 0 ? undefined : messages.map(messageText).join('\n\n');
}

/** What people most likely want to see of an answer whose format nobody told. */
function longestText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  let longest = '';
  for (const member of Object.values(value)) {
    const text = longestText(member);
    if (text.length > longest.length) longest = text;
  }
  return longest;
}

function rejected(
  reason: 'not_parseable' | 'truncated' | 'error_in_body' | 'unnatural_finish',
  detail: string,
): AnswerReading {
  return { storable: false, reason, detail };
}
