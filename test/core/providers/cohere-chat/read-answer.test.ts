import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { AnswerReading } from '../../../../src-core/ports/dialect.ts';
import { cohereChat } from '../../../../src-core/providers/cohere-chat/dialect.ts';
import { jsonRecording } from '../support/recordings.ts';
import { jsonAnswers, textAnswer, usage } from './answers.ts';
import { content, end, helloEvents, start, streamOf } from './streams.ts';

const read = (recording: Recording, storeLengthLimited = false): AnswerReading =>
  cohereChat.readAnswer(recording, { storeLengthLimited });
const judge = (recording: Recording, storeLengthLimited = false): string => {
  const reading = read(recording, storeLengthLimited);
  return reading.storable ? 'stored' : reading.reason;
};
const ending = (finish_reason: string): Recording => jsonRecording({ ...textAnswer, finish_reason });
const streamEnding = (finish_reason: string): Recording => streamOf([...helloEvents.slice(0, -1), end(finish_reason)]);

describe('what of Cohere may be stored', () => {
  it.each([
    ['COMPLETE', 'stored'],
    ['STOP_SEQUENCE', 'stored'],
    ['TOOL_CALL', 'stored'],
    ['MAX_TOKENS', 'unnatural_finish'],
    ['ERROR', 'unnatural_finish'],
    ['TIMEOUT', 'unnatural_finish'],
    ['ERROR_TOXIC', 'unnatural_finish'],
    ['', 'unnatural_finish'],
  ])('%s: %s', (reason, expected) => {
    expect([judge(ending(reason)), judge(streamEnding(reason))]).toEqual([expected, expected]);
  });

  it('length-limited answers when the setting allows them, failed ones never', () => {
    expect([judge(ending('MAX_TOKENS'), true), judge(ending('ERROR'), true)]).toEqual(['stored', 'unnatural_finish']);
  });

  it.each<[string, Recording, string]>([
    ['a message that is an error', jsonRecording({ message: 'invalid api token' }), 'not_parseable'],
    ['an error object', jsonRecording({ error: 'overloaded' }), 'error_in_body'],
    ['a stream without message-end', streamOf(helloEvents.slice(0, -1)), 'truncated'],
    ['only [DONE]', streamOf([]), 'truncated'],
    [
      'an error in message-end',
      streamOf([start, { type: 'message-end', delta: { error: 'stopped', finish_reason: 'COMPLETE' } }]),
      'error_in_body',
    ],
    [
      'an event of tomorrow',
      streamOf([start, { type: 'image-delta' }, ...content('text', 0, 'x'), end()]),
      'not_parseable',
    ],
  ])('not %s', (_name, recording, reason) => {
    expect(judge(recording)).toBe(reason);
  });
});

describe('what is read from an answer of Cohere', () => {
  it('is its text without thinking, its reason and its tokens', () => {
    expect(read(jsonRecording(jsonAnswers['thinking, then text']))).toEqual({
      storable: true,
      textOnly: true,
      answerText: 'A cache keeps things.',
      finishReasons: ['COMPLETE'],
      usage: { inputTokens: 71, outputTokens: 9, totalTokens: 80 },
    });
  });

  it('counts what was billed when nothing else is told', () => {
    const { billed_units } = usage;
    expect(read(jsonRecording({ ...textAnswer, usage: { billed_units } }))).toMatchObject({
      usage: { inputTokens: 5, outputTokens: 7, totalTokens: 12 },
    });
    expect(read(jsonRecording({ ...textAnswer, usage: null }))).toMatchObject({ usage: null });
  });

  it('is more than text with tool calls', () => {
    expect(read(jsonRecording(jsonAnswers['a plan and two tool calls']))).toMatchObject({
      textOnly: false,
      answerText: 'I will look at the weather and the time.\nweather({"city":"Łódź"})\ntime({})',
    });
  });
});
