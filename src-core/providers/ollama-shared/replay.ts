import type { Recording } from '../../ports/answer-store.ts';
import type { Replay, ReplayWish } from '../../ports/dialect.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import type { AnswerShape } from './answer-shape.ts';
import { assemble } from './assemble.ts';
import { readLines } from './read-lines.ts';
import { synthesise } from './synthesise.ts';

/** The recorded bytes when their form is what is wished for, else the same answer in the other form. */
export function replay(recording: Recording, wish: ReplayWish, shape: AnswerShape): Replay | undefined {
  const { mode, contentType, body } = recording;
  if (mode === wish.mode) return { contentType, body };
  if (mode === 'ndjson' && wish.mode === 'json') return asJson(body, shape);
  return mode === 'json' && wish.mode === 'ndjson' ? asLines(body, shape) : undefined;
}

function asJson(body: Uint8Array, shape: AnswerShape): Replay | undefined {
  const stream = readLines(body);
  if (!stream.ok) return undefined;
  const answer = JSON.stringify(assemble(stream.lines, shape));
  return { contentType: 'application/json; charset=utf-8', body: Buffer.from(answer) };
}

function asLines(body: Uint8Array, shape: AnswerShape): Replay | undefined {
  const answer = parseJsonObject(body);
  const lines = answer === undefined ? undefined : synthesise(answer, shape);
  return lines === undefined ? undefined : { contentType: 'application/x-ndjson', body: lines };
}
