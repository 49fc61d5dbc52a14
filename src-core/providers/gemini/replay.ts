import type { Recording } from '../../ports/answer-store.ts';
import type { JsonObject, Replay, ReplayWish } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember } from '../../request/json-value.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { assemble } from './assemble.ts';
import { candidatesOf, readStream } from './read-stream.ts';
import { synthesise } from './synthesise.ts';

/** The recorded bytes when their form is what is wished for, else the same answer in the other form. */
export function replay(recording: Recording, wish: ReplayWish): Replay | undefined {
  const { mode, contentType, body } = recording;
  if (mode === wish.mode) return { contentType, body };
  if (mode === 'sse' && wish.mode === 'json') return asJson(recording);
  return mode === 'json' && wish.mode === 'sse' ? asStream(body) : undefined;
}

function asJson(recording: Recording): Replay | undefined {
  const stream = readStream(recording);
  if (!stream.ok || stream.chunks.some(hasPartialCall)) return undefined;
  return {
    contentType: 'application/json; charset=UTF-8',
    body: Buffer.from(JSON.stringify(assemble(stream.chunks))),
  };
}

function asStream(body: Uint8Array): Replay | undefined {
  const answer = parseJsonObject(body);
  const stream = answer === undefined ? undefined : synthesise(answer);
  return stream === undefined ? undefined : { contentType: 'text/event-stream', body: stream };
}

/** Vertex AI streams arguments by JSON path when asked to (`FunctionCall.partialArgs`); they are not put together here. */
function hasPartialCall(chunk: JsonObject): boolean {
  return candidatesOf(chunk)
    .flatMap((candidate) => arrayMember(objectMember(candidate, 'content') ?? {}, 'parts') ?? [])
    .some((part) => {
      const call = isJsonObject(part) ? objectMember(part, 'functionCall') : undefined;
      if (call === undefined) return false;
      return ownMember(call, 'partialArgs') !== undefined || ownMember(call, 'willContinue') === true;
    });
}
