import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '@google/genai';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { gemini } from '../../../../src-core/providers/gemini/dialect.ts';
import { jsonOf, jsonRecording, jsonWish, streamWithUsageWish, textOf } from '../support/recordings.ts';
import { jsonAnswers, signature, textAnswer } from './answers.ts';
import { chunk, helloChunks, lastChunk, streamOf, streams } from './streams.ts';

const asJson = (recording: Recording): JsonObject => jsonOf(gemini.replay(recording, jsonWish)!.body);
const partsOf = (answer: JsonObject): unknown[] =>
  (answer as unknown as { candidates: { content: { parts: unknown[] } }[] }).candidates[0]!.content.parts;

describe('a JSON answer of Gemini as a stream', () => {
  const eventsOf = (body: Uint8Array): JsonObject[] => {
    const text = textOf(body);
    expect(text).toMatch(/^(?:data: \{[^\r\n]*\}\n\n)+$/);
    return text
      .trim()
      .split('\n\n')
      .map((event) => JSON.parse(event.slice('data: '.length)) as JsonObject);
  };

  it('is a chunk for each piece, with what ends it on the last, and no [DONE] behind it', () => {
    const text = 'A cache keeps things that were asked for, so that they need not be fetched again.';
    const answer = { ...textAnswer, candidates: [{ ...textAnswer.candidates![0], content: { parts: [{ text }] } }] };
    const { contentType, body } = gemini.replay(jsonRecording(answer), streamWithUsageWish)!;
    const { modelVersion, responseId, usageMetadata } = textAnswer;
    const content = (piece: string): object => ({ parts: [{ text: piece }], role: 'model' });
    expect(contentType).toBe('text/event-stream');
    expect(eventsOf(body)).toEqual([
      { candidates: [{ content: content(text.slice(0, 48)), index: 0 }], modelVersion, responseId },
      {
        candidates: [
          { content: content(text.slice(48)), index: 0, finishReason: 'STOP', avgLogprobs: -0.1234567890123456 },
        ],
        usageMetadata,
        modelVersion,
        responseId,
      },
    ]);
  });

  it.each(Object.entries(jsonAnswers))('%s: has a part in every chunk', (_name, answer) => {
    const { body } = gemini.replay(jsonRecording(answer), streamWithUsageWish)!;
    for (const event of eventsOf(body)) expect(partsOf(event)).toHaveLength(1);
  });

  it('does not repeat what is long', () => {
    const answer = { ...textAnswer, responseId: 'x'.repeat(201) };
    const long = { ...answer, candidates: [{ content: { parts: [{ text: 'y'.repeat(100) }] }, finishReason: 'STOP' }] };
    const { body } = gemini.replay(jsonRecording(long), streamWithUsageWish)!;
    expect(eventsOf(body).map((event) => 'responseId' in event)).toEqual([false, false, true]);
  });

  it.each(Object.entries(jsonAnswers))('%s: and back again is that answer', (_name, answer) => {
    const stream = gemini.replay(jsonRecording(answer), streamWithUsageWish)!;
    expect(asJson({ mode: 'sse', ...stream })).toEqual(JSON.parse(JSON.stringify(answer)));
  });

  it('cannot be made of what says nothing', () => {
    for (const answer of [[textAnswer], {}, { candidates: [{ finishReason: 'STOP' }] }]) {
      expect(gemini.replay(jsonRecording(answer), streamWithUsageWish)).toBeUndefined();
    }
  });
});

describe('a stream of Gemini as JSON', () => {
  it('joins text to text of its own kind and keeps a signature on its own part', () => {
    expect(partsOf(asJson(streams['thoughts, then text, and a signature on an empty part']!))).toEqual([
      { text: 'First, think.', thought: true },
      { text: 'A cache keeps.' },
      { text: '', thoughtSignature: signature },
    ]);
    expect(partsOf(asJson(streams['a signed call after text']!))).toEqual([
      { text: 'I will look.' },
      { functionCall: { name: 'weather', args: { city: 'Łódź' } }, thoughtSignature: signature },
      { functionCall: { name: 'time', args: { zone: 'CET' } } },
    ]);
  });

  it('takes every other member from where it came last', () => {
    const grounded = { groundingMetadata: { webSearchQueries: ['last'] }, finishMessage: 'done' };
    const recording = streamOf([
      chunk([{ text: 'a' }], { groundingMetadata: { webSearchQueries: ['first'] }, avgLogprobs: -1 }),
      lastChunk([{ text: 'b' }], grounded),
    ]);
    expect(asJson(recording)).toMatchObject({
      candidates: [{ ...grounded, avgLogprobs: -1, finishReason: 'STOP', index: 0 }],
      usageMetadata: { totalTokenCount: 45 },
      responseId: 'n5-lZ_2xL4KpvdIPqYK',
    });
  });

  it('puts log probabilities together, which are those of each chunk’s own tokens', () => {
    const chosen = (token: string): object => ({ chosenCandidates: [{ token, logProbability: -0.5 }] });
    const recording = streamOf([
      chunk([{ text: 'a' }], { logprobsResult: chosen('a') }),
      lastChunk([{ text: 'b' }], { logprobsResult: chosen('b') }),
    ]);
    expect(asJson(recording)).toMatchObject({
      candidates: [{ logprobsResult: { chosenCandidates: [{ token: 'a' }, { token: 'b' }] } }],
    });
  });

  it('cannot be made of arguments that came in parts', () => {
    const partial = { functionCall: { name: 'f', partialArgs: [{ jsonPath: '$.a', stringValue: 'x' }] } };
    for (const part of [partial, { functionCall: { name: 'f', willContinue: true } }]) {
      expect(gemini.replay(streamOf([chunk([part]), ...helloChunks]), jsonWish)).toBeUndefined();
    }
  });

  it('says the same however the text was cut into chunks', () => {
    const piece = fc.record({ text: fc.string({ unit: 'grapheme' }), thought: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (pieces, end) => {
          const parts = pieces.map(({ text, thought }): Part => (thought ? { text, thought } : { text }));
          const recording = streamOf([...parts.map((part) => chunk([part])), lastChunk([{ text: '!' }])], end);
          const assembled = partsOf(asJson(recording)) as Part[];
          const said = (of: Part[], thought: boolean): string =>
            of
              .filter((part) => (part.thought ?? false) === thought)
              .map((part) => part.text)
              .join('');
          expect(said(assembled, true)).toBe(said(parts, true));
          expect(said(assembled, false)).toBe(`${said(parts, false)}!`);
          for (const [index, part] of assembled.slice(1).entries())
            expect(part.thought).not.toBe(assembled[index]?.thought);
        },
      ),
    );
  });
});
