import type { Recording } from '../../ports/answer-store.ts';
import type { JsonObject, Replay, ReplayWish } from '../../ports/dialect.ts';
import { parseJsonObject } from '../openai-shared/read-body.ts';
import { echoesInStream } from './echoes-in-stream.ts';
import { withEchoes } from './echoes.ts';
import { readResponse } from './read-answer.ts';
import { synthesise } from './synthesise.ts';

/** The recorded bytes when their form is what is wished for and they repeat nobody else's request; else made of them. */
export function replay(recording: Recording, wish: ReplayWish): Replay | undefined {
  const { mode, contentType, body } = recording;
  if (mode === wish.mode) {
    return { contentType, body: mode === 'sse' ? echoesInStream(body, wish.echoes) : echoesInJson(body, wish.echoes) };
  }
  const reading = readResponse(recording);
  if (!reading.ok) return undefined;
  const response = withEchoes(reading.response, wish.echoes);
  if (wish.mode === 'json') return { contentType: 'application/json', body: written(response) };
  const stream = wish.mode === 'sse' ? synthesise(response) : undefined;
  return stream === undefined ? undefined : { contentType: 'text/event-stream; charset=utf-8', body: stream };
}

function echoesInJson(body: Uint8Array, echoes: JsonObject | undefined): Uint8Array {
  const response = parseJsonObject(body);
  if (response === undefined) return body;
  const patched = withEchoes(response, echoes);
  return patched === response ? body : written(patched);
}

function written(response: JsonObject): Uint8Array {
  return Buffer.from(JSON.stringify(response));
}
