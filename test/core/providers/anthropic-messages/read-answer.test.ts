import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { jsonRecording } from '../support/recordings.ts';
import { jsonAnswers, message, text, toolUse, usage } from './answers.ts';
import {
  blockStart,
  blockStop,
  delta,
  end,
  hello,
  ping,
  start,
  stop,
  streamOf,
  streams,
  textBlock,
  textDelta,
  toolBlock,
} from './streams.ts';

const read = (recording: Recording, storeLengthLimited = false) =>
  anthropicMessages.readAnswer(recording, { storeLengthLimited });

/** `stored`, or why not. */
const outcome = (recording: Recording, storeLengthLimited = false): string => {
  const reading = read(recording, storeLengthLimited);
  return reading.storable ? 'stored' : reading.reason;
};

const ended = (stop_reason: unknown): Recording => jsonRecording(message([text('x')], { stop_reason }));
const endedStream = (stop_reason: unknown): Recording =>
  streamOf([start(), ...textBlock(0, 'x'), end({ stop_reason }), stop]);

describe('the end of an answer', () => {
  it.each(['end_turn', 'stop_sequence', 'tool_use'])('%s is natural', (reason) => {
    expect([outcome(ended(reason)), outcome(endedStream(reason))]).toEqual(['stored', 'stored']);
  });

  it.each([
    'max_tokens',
    'refusal',
    'pause_turn',
    'model_context_window_exceeded',
    'compaction',
    'of_tomorrow',
    'toString',
  ])('%s is not', (reason) => {
    expect([outcome(ended(reason)), outcome(endedStream(reason))]).toEqual(['unnatural_finish', 'unnatural_finish']);
  });

  it('max_tokens is stored where settings say so, and nothing else', () => {
    expect([outcome(ended('max_tokens'), true), outcome(endedStream('max_tokens'), true)]).toEqual([
      'stored',
      'stored',
    ]);
    expect(outcome(ended('refusal'), true)).toBe('unnatural_finish');
  });

  it('no reason at all is odd in JSON and a cut stream', () => {
    for (const none of [null, '']) {
      expect([outcome(ended(none)), outcome(endedStream(none))]).toEqual(['unnatural_finish', 'truncated']);
    }
    expect(outcome(streamOf([start(), ...textBlock(0, 'x'), stop]))).toBe('truncated');
  });
});

describe('errors', () => {
  const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_1' };

  it.each<[string, Recording]>([
    ['an error as JSON', jsonRecording(error)],
    ['an error event', streamOf([start(), { ...error }, stop])],
    ['an error event without body', streamOf([start(), 'event: error\ndata: {}\n\n', ...hello])],
    ['an error without its event', streamOf([start(), `data: ${JSON.stringify(error)}\n\n`, ...hello])],
    ['an error beside a message', jsonRecording({ ...message([]), error: { message: 'x' } })],
  ])('%s is not stored', (_name, recording) => {
    expect(outcome(recording)).toBe('error_in_body');
  });
});

describe('what is no message', () => {
  it.each<[string, Recording]>([
    ['nothing', jsonRecording('')],
    ['a list', jsonRecording([])],
    ['no content', jsonRecording({ type: 'message', stop_reason: 'end_turn' })],
    ['a content that is a text', jsonRecording({ content: 'x', stop_reason: 'end_turn' })],
    ['a block that is none', jsonRecording({ content: ['x'], stop_reason: 'end_turn' })],
    ['a chat completion', jsonRecording({ choices: [{ message: {}, finish_reason: 'stop' }] })],
    ['an event that is no JSON', streamOf([start(), 'data: x\n\n', ...hello])],
    ['no message_start', streamOf([...textBlock(0, 'x'), end(), stop])],
    ['two', streamOf([start(), start(), end(), stop])],
    ['a block out of order', streamOf([start(), ...textBlock(1, 'x'), end(), stop])],
    ['a delta before its block', streamOf([start(), textDelta(0, 'x'), end(), stop])],
    ['a delta behind its block', streamOf([start(), ...textBlock(0, 'x'), textDelta(0, 'y'), end(), stop])],
    ['a block that ends twice', streamOf([start(), ...textBlock(0, 'x'), blockStop(0), end(), stop])],
    ['a block that is none', streamOf([start(), { ...blockStart(0, {}), content_block: 1 } as never, end(), stop])],
    [
      'a delta of another kind than its block',
      streamOf([start(), blockStart(0, { type: 'tool_use', input: {} }), textDelta(0, 'x'), blockStop(0), end(), stop]),
    ],
    [
      'a delta of an unknown kind',
      streamOf([
        start(),
        blockStart(0, { type: 'text', text: '' }),
        delta(0, 'x_delta', {}),
        blockStop(0),
        end(),
        stop,
      ]),
    ],
    [
      'two blocks of one index',
      streamOf([
        start(),
        ...[0, 0].map((index) => blockStart(index, { type: 'text', text: '' })),
        blockStop(0),
        end(),
        stop,
      ]),
    ],
    [
      'an input for a text',
      streamOf([
        start(),
        blockStart(0, { type: 'text', text: '' }),
        delta(0, 'input_json_delta', { partial_json: '{}' }),
        blockStop(0),
        end(),
        stop,
      ]),
    ],
    ['an input that is no JSON', streamOf([start(), ...toolBlock(0, 't', '{"city":'), end(), stop])],
  ])('%s: is not stored', (_name, recording) => {
    expect(outcome(recording)).toBe('not_parseable');
  });

  it.each<[string, Recording]>([
    ['nothing', streamOf([])],
    ['no message_stop', streamOf([start(), ...textBlock(0, 'x'), end()])],
    ['another marker', streamOf([start(), ...textBlock(0, 'x'), end(), ': [DONE]\n\n'])],
    ['an open block', streamOf([start(), blockStart(0, { type: 'text', text: '' }), end(), stop])],
    ['half an end', streamOf([start(), ...textBlock(0, 'x'), end(), 'event: message_stop\ndata: {"type":"mess'])],
  ])('a stream with %s: is cut off', (_name, recording) => {
    expect(outcome(recording)).toBe('truncated');
  });

  it('an event of an unknown kind is no reason, but such a stream is given as it came only', () => {
    const recording = streamOf([start(), { type: 'of_tomorrow' }, ...textBlock(0, 'x'), end(), stop]);
    expect(outcome(recording)).toBe('stored');
    const wish = { includeUsage: true, vectorEncoding: 'float' } as const;
    expect(anthropicMessages.replay(recording, { ...wish, mode: 'sse' })?.body).toBe(recording.body);
    expect(anthropicMessages.replay(recording, { ...wish, mode: 'json' })).toBeUndefined();
  });

  it('what follows the end is not read', () => {
    expect(outcome(streamOf([...hello, 'event: error\ndata: {"type":"error","error":{}}\n\n']))).toBe('stored');
    expect(outcome(streamOf([ping, ...hello]))).toBe('stored');
  });
});

describe('what is read of an answer', () => {
  const reading = (recording: Recording): unknown[] => {
    const found = read(recording);
    return found.storable ? [found.answerText, found.finishReasons, found.textOnly] : [found.reason];
  };

  it.each<[string, Recording, unknown[]]>([
    ['a text', streams['text']!, ['A cache keeps 🐿.', ['end_turn'], true]],
    ['texts cut by citations', jsonRecording(jsonAnswers['text with citations']), ['Caches keep.', ['end_turn'], true]],
    [
      'thinking, which is signed for its conversation',
      streams['thinking, hidden thinking, text']!,
      ['A cache.', ['end_turn'], false],
    ],
    [
      'tools',
      jsonRecording(message([text('Look:'), toolUse('a', { x: 1 }), text('and')], { stop_reason: 'tool_use' })),
      ['Look:\nweather({"x":1})\nand', ['tool_use'], false],
    ],
    ['nothing', jsonRecording(message([])), ['', ['end_turn'], true]],
  ])('%s', (_name, recording, expected) => {
    expect(reading(recording)).toEqual(expected);
  });

  it.each<[string, Recording, object | null]>([
    [
      'the sum of what was read, written to the prompt cache and read from it',
      jsonRecording(message([], { usage })),
      { inputTokens: 2160, outputTokens: 41, totalTokens: 2201 },
    ],
    [
      'the last counters of a stream, never their sum',
      streams['usage and betas in the end']!,
      { inputTokens: 14, outputTokens: 41, totalTokens: 55 },
    ],
    ['none', jsonRecording(message([], { usage: undefined })), null],
    ['zeros', jsonRecording(message([], { usage: { input_tokens: 0, output_tokens: 0 } })), null],
    ['nonsense', jsonRecording(message([], { usage: { input_tokens: 'many' } })), null],
  ])('tokens: %s', (_name, recording, expected) => {
    expect(read(recording)).toMatchObject({ storable: true, usage: expected });
  });
});
