import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { AnswerReading, JsonObject } from '../../../../src-core/ports/dialect.ts';
import { gemini } from '../../../../src-core/providers/gemini/dialect.ts';
import { jsonRecording } from '../support/recordings.ts';
import { jsonAnswers, signature, textAnswer, usageMetadata } from './answers.ts';
import { chunk, helloChunks, lastChunk, streamOf, streams } from './streams.ts';

const read = (recording: Recording, storeLengthLimited = false): AnswerReading =>
  gemini.readAnswer(recording, { storeLengthLimited });
const judge = (recording: Recording, storeLengthLimited = false): string => {
  const reading = read(recording, storeLengthLimited);
  return reading.storable ? 'stored' : reading.reason;
};
const candidate = (more: JsonObject): JsonObject => ({
  content: { parts: [{ text: 'x' }] },
  finishReason: 'STOP',
  ...more,
});
const answering = (...candidates: JsonObject[]): Recording => jsonRecording({ candidates });

describe('what of Gemini may be stored', () => {
  it.each([
    'SAFETY',
    'RECITATION',
    'LANGUAGE',
    'OTHER',
    'BLOCKLIST',
    'PROHIBITED_CONTENT',
    'SPII',
    'MAX_TOKENS',
    'MALFORMED_FUNCTION_CALL',
    'IMAGE_SAFETY',
    'UNEXPECTED_TOOL_CALL',
    'TOO_MANY_TOOL_CALLS',
    'NO_IMAGE',
    'CONTINUATION',
    'MALFORMED_RESPONSE',
    'FINISH_REASON_UNSPECIFIED',
    'TOMORROW',
    '',
    null,
  ])('not what finished with %s', (finishReason) => {
    expect(judge(answering(candidate({ finishReason })))).toBe('unnatural_finish');
    expect(judge(answering(candidate({}), candidate({ finishReason, index: 1 })))).toBe('unnatural_finish');
    if (finishReason === null || finishReason === '') return;
    const last = { candidates: [{ content: { parts: [{ text: '.' }] }, finishReason }] };
    expect(judge(streamOf([...helloChunks.slice(0, 2), last]))).toBe('unnatural_finish');
  });

  it('length-limited answers when the setting allows them, filtered ones never', () => {
    expect(judge(answering(candidate({ finishReason: 'MAX_TOKENS' })), true)).toBe('stored');
    expect(judge(answering(candidate({ finishReason: 'SAFETY' })), true)).toBe('unnatural_finish');
  });

  it.each<[string, Recording, string]>([
    ['a blocked prompt', jsonRecording({ promptFeedback: { blockReason: 'SAFETY' } }), 'unnatural_finish'],
    ['a blocked prompt, streamed', streamOf([{ promptFeedback: { blockReason: 'OTHER' } }]), 'unnatural_finish'],
    ['no candidates', jsonRecording({ usageMetadata }), 'not_parseable'],
    ['no candidates, streamed', streamOf([{ usageMetadata }]), 'not_parseable'],
    ['an empty stream', streamOf([]), 'truncated'],
    ['a candidate that says nothing', answering({ finishReason: 'STOP' }), 'unnatural_finish'],
    [
      'one that only thinks',
      answering(candidate({ content: { parts: [{ text: 'hm', thought: true }] } })),
      'unnatural_finish',
    ],
    ['empty text', answering(candidate({ content: { parts: [{ text: '' }] } })), 'unnatural_finish'],
    ['an error object', jsonRecording({ error: { code: 503, message: 'overloaded' } }), 'error_in_body'],
    ['an error in a stream', streamOf([...helloChunks, { error: { code: 500, status: 'INTERNAL' } }]), 'error_in_body'],
    ['the array form', jsonRecording([textAnswer]), 'not_parseable'],
    ['a stream without finish reason', streamOf(helloChunks.slice(0, 2)), 'truncated'],
    [
      'a stream with one of two candidates finished',
      streamOf([...helloChunks, chunk([{ text: 'x' }], { index: 1 })]),
      'truncated',
    ],
    [
      'a stream whose every chunk says STOP',
      streamOf([lastChunk([{ text: 'a' }]), lastChunk([{ text: 'b' }])]),
      'truncated',
    ],
    [
      'a stream without its last blank line',
      { ...streamOf(helloChunks), body: streamOf(helloChunks).body.subarray(0, -2) },
      'truncated',
    ],
    [
      'a file kept by the provider',
      answering(candidate({ content: { parts: [{ fileData: { fileUri: 'files/x' } }] } })),
      'perishable_answer',
    ],
  ])('not %s', (_name, recording, reason) => {
    expect(judge(recording)).toBe(reason);
  });

  it('a stream that a gateway ends with [DONE], since its own end is there', () => {
    expect(judge(streamOf([...helloChunks, 'data: [DONE]\r\n\r\n']))).toBe('stored');
  });
});

describe('what is read from an answer of Gemini', () => {
  it('is its text without thoughts, its reasons and its usage with thoughts as output', () => {
    expect(read(jsonRecording(jsonAnswers['thoughts and signed text']))).toEqual({
      storable: true,
      textOnly: true,
      answerText: 'A cache keeps things.',
      finishReasons: ['STOP'],
      usage: { inputTokens: 8, outputTokens: 37, totalTokens: 45 },
    });
    expect(read(streams['thoughts, then text, and a signature on an empty part']!)).toMatchObject({
      textOnly: true,
      answerText: 'A cache keeps.\n'.trim(),
      usage: { totalTokens: 45 },
    });
  });

  it.each(['two function calls, the first signed', 'an image between texts'])('%s: is more than text', (name) => {
    expect(read(jsonRecording(jsonAnswers[name]))).toMatchObject({ storable: true, textOnly: false });
  });

  it('shows calls and media as people read them', () => {
    expect(read(jsonRecording(jsonAnswers['two function calls, the first signed']))).toMatchObject({
      answerText: 'I will look.\nweather({"city":"Łódź","days":2})\ntime({})',
    });
    expect(read(jsonRecording(jsonAnswers['an image between texts']))).toMatchObject({
      answerText: 'Here:\n[image]\nDone.',
    });
  });

  it('has no usage when none is told', () => {
    expect(read(answering(candidate({})))).toMatchObject({ usage: null });
    expect(read(jsonRecording({ ...textAnswer, usageMetadata: { promptTokenCount: 'x' } }))).toMatchObject({
      usage: null,
    });
  });

  it('keeps signatures out of what people see', () => {
    for (const answer of Object.values(jsonAnswers)) {
      expect(JSON.stringify(read(jsonRecording(answer)))).not.toContain(signature.slice(0, 8));
    }
  });
});
