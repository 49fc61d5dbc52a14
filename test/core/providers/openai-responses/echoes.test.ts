import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { jsonOf, jsonRecording, jsonWish, streamWish, textOf } from '../support/recordings.ts';
import { message, responseOf, textPart, type WireResponse } from './answers.ts';
import { around, messageSteps, responseStream } from './streams.ts';

const hello = message([textPart('Hello.')]);
const recordedFor = (given: Partial<WireResponse>): WireResponse => responseOf([hello], given);
const first = {
  metadata: { run: '1' },
  user: 'alice',
  safety_identifier: 'id-of-alice',
  prompt_cache_key: 'session-1',
};
const second = {
  metadata: { run: '2', more: 'x' },
  user: 'bob',
  safety_identifier: 'b-2',
  prompt_cache_key: 'session-2',
};
const nobody = { metadata: {}, user: null, safety_identifier: null, prompt_cache_key: null };

const json = (answer: WireResponse, echoes?: JsonObject): string =>
  textOf(
    openaiResponses.replay(jsonRecording(answer), { ...jsonWish, ...(echoes === undefined ? {} : { echoes }) })!.body,
  );
const streamOf = (given: Partial<WireResponse>, lineEnd = '\n'): string =>
  textOf(
    responseStream(around([`: note${lineEnd}${lineEnd}`, ...messageSteps(['Hel', 'lo.'])], recordedFor(given)), {
      lineEnd,
    }).body,
  );
const replayedStream = (given: Partial<WireResponse>, echoes?: JsonObject, lineEnd = '\n'): string =>
  textOf(
    openaiResponses.replay(
      { mode: 'sse', contentType: 'text/event-stream', body: Buffer.from(streamOf(given, lineEnd)) },
      { ...streamWish, ...(echoes === undefined ? {} : { echoes }) },
    )!.body,
  );

describe('what an answer repeats of its request', () => {
  it('is this caller’s own, in every form, and nothing else changes', () => {
    const recording = jsonRecording(recordedFor(first));
    expect(JSON.parse(json(recordedFor(first), second))).toEqual(recordedFor(second));
    expect(replayedStream(first, second)).toBe(streamOf(second));
    const synthesised = textOf(openaiResponses.replay(recording, { ...streamWish, echoes: second })!.body);
    expect(synthesised).not.toMatch(/alice|session-1/);
    expect(synthesised.match(/bob/g)).toHaveLength(3);
    const assembled = openaiResponses.replay(
      { mode: 'sse', contentType: '', body: Buffer.from(streamOf(first)) },
      { ...jsonWish, echoes: second },
    )!;
    expect(jsonOf(assembled.body)).toEqual(recordedFor(second));
  });

  it('is nothing for a caller who gave nothing', () => {
    expect(JSON.parse(json(recordedFor(first)))).toEqual({ ...recordedFor({}), ...nobody });
    expect(replayedStream(first)).not.toMatch(/alice|session-1/);
  });

  it('leaves every byte as it was for whoever gave the same, whatever the order of keys', () => {
    const text = textOf(jsonRecording(recordedFor({ metadata: { a: '1', b: '2' } })).body);
    expect(json(recordedFor({ metadata: { a: '1', b: '2' } }), { metadata: { b: '2', a: '1' } })).toBe(text);
    expect(replayedStream(first, first)).toBe(streamOf(first));
  });

  it('is not made up where the upstream repeats nothing', () => {
    expect(json(recordedFor({}), second)).toBe(textOf(jsonRecording(recordedFor({})).body));
    const { metadata: _metadata, prompt_cache_key: _key, safety_identifier: _id, ...silent } = recordedFor({});
    expect(json(silent as WireResponse, second)).toBe(textOf(jsonRecording(silent).body));
  });

  it.each(['\n', '\r\n', '\r'])('changes only the events that repeat it (line ends %j)', (lineEnd) => {
    const before = streamOf(first, lineEnd);
    const after = replayedStream(first, second, lineEnd);
    const isDelta = (event: string): boolean => !/response\.(?:created|in_progress|completed)/.test(event);
    const events = (text: string): string[] => text.split(/(?<=(?:\r\n|\n|\r)(?:\r\n|\n|\r))(?=event|:)/);
    expect(events(after).filter(isDelta)).toEqual(events(before).filter(isDelta));
    expect(after).not.toMatch(/alice|session-1/);
  });

  it('is not how the recorded call was served', () => {
    const served = { service_tier: 'flex', prompt_cache_retention: '24h' } as const;
    expect(json(recordedFor(served), second)).toBe(textOf(jsonRecording(recordedFor(served)).body));
  });
});
