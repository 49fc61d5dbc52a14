import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, ownMember, setMember, stringMember } from '../../request/json-value.ts';
import { formatNdjson } from '../../wire/ndjson.ts';
import { without } from '../openai-shared/identity-fields.ts';
import { textPieces } from '../openai-shared/synthesise-stream.ts';
import type { AnswerShape } from './answer-shape.ts';

/** A replay never grows past this: each line repeats the envelope. */
const maxReplayBytes = 128 * 1024 * 1024;

/** Members that every line of a real stream has (Ollama's `api.ChatResponse`, `api.GenerateResponse`). */
const repeated = ['model', 'remote_model', 'remote_host', 'created_at'] as const;

/**
 * The stream that a JSON answer could have been: thinking, text and a chat's tool calls in lines of their own, then the
 * final line with counts and durations. Undefined when it would grow beyond reason.
 */
export function synthesise(answer: JsonObject, shape: AnswerShape): Uint8Array | undefined {
  return formatNdjson(linesOf(answer, shape), maxReplayBytes);
}

function* linesOf(answer: JsonObject, shape: AnswerShape): Generator<JsonObject> {
  const holder = shape.holder(answer) ?? {};
  const envelope: JsonObject = {};
  for (const name of repeated) {
    const value = ownMember(answer, name);
    if (value !== undefined) envelope[name] = value;
  }
  const role = stringMember(holder, 'role');
  const line = (members: JsonObject, more: JsonObject = {}): JsonObject => ({
    ...shape.combine(envelope, { ...(role === undefined ? {} : { role }), [shape.text]: '', ...members }),
    done: false,
    ...more,
  });

  const thinking = stringMember(holder, 'thinking') ?? '';
  for (const piece of textPieces(thinking)) yield line({ thinking: piece });
  const text = stringMember(holder, shape.text) ?? '';
  const logprobs = text === '' ? undefined : arrayMember(answer, 'logprobs');
  // Log probabilities belong to tokens, not to our pieces: with them the text stays whole.
  if (logprobs !== undefined) yield line({ [shape.text]: text }, { logprobs });
  else for (const piece of textPieces(text)) yield line({ [shape.text]: piece });

  // A generation has its tool calls on the final line, a chat before it.
  const calls = shape.text === 'content' ? arrayMember(holder, 'tool_calls') : undefined;
  if (calls !== undefined && calls.length > 0) yield line({ tool_calls: calls });

  const own = logprobs === undefined ? answer : without(answer, 'logprobs');
  yield finalLine(own, shape, calls === undefined ? ['thinking'] : ['thinking', 'tool_calls']);
}

/** The answer without what the lines before it have said. */
function finalLine(answer: JsonObject, shape: AnswerShape, said: readonly string[]): JsonObject {
  const holder: JsonObject = {};
  for (const [name, value] of Object.entries(shape.holder(answer) ?? {})) {
    if (!said.includes(name)) setMember(holder, name, name === shape.text ? '' : value);
  }
  // A generation is its own holder: its members are all there already.
  return shape.text === 'response' ? holder : shape.combine(answer, holder);
}
