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
  it('is one event that holds it whole, framed as Google frames it, with no [DONE] behind it', () => {
    const { contentType, body } = gemini.replay(jsonRecording(textAnswer), streamWithUsageWish)!;
    expect(contentType).toBe('text/event-stream');
    expect(textOf(body)).toMatch(/^data: \{[^\r\n]*\}\r\n\r\n$/);
    expect(JSON.parse(textOf(body).slice('data: '.length))).toEqual(JSON.parse(JSON.stringify(textAnswer)));
  });

  it('keeps numbers and names as they were written', () => {
    const written =
      '{\r\n  "candidates": [\n    {"finishReason": "STOP",\n "content": {"parts": [{"text": "a\\nb"}]},\r "n": 12345678901234567890.0}\n  ]\n}\n';
    const recording = { mode: 'json', contentType: 'application/json', body: Buffer.from(written) } as const;
    expect(textOf(gemini.replay(recording, streamWithUsageWish)!.body)).toBe(
      'data: { "candidates": [ {"finishReason": "STOP", "content": {"parts": [{"text": "a\\nb"}]}, "n": 12345678901234567890.0} ] }\r\n\r\n',
    );
  });

  it.each(Object.entries(jsonAnswers))('%s: and back again is that answer', (_name, answer) => {
    const stream = gemini.replay(jsonRecording(answer), streamWithUsageWish)!;
    expect(asJson({ mode: 'sse', ...stream })).toEqual(JSON.parse(JSON.stringify(answer)));
  });

  it('cannot be made of what is no object', () => {
    expect(gemini.replay(jsonRecording([textAnswer]), streamWithUsageWish)).toBeUndefined();
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
