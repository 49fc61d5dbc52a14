import { describe, expect, test } from 'vitest';
import { paceMs, splitStream } from '../../../src-core/pipeline/paced-body.ts';

const text = (pieces: Uint8Array[]): string[] => pieces.map((piece) => Buffer.from(piece).toString());

describe('pieces of a stream', () => {
  test.each([
    ['text/event-stream', 'data: a\n\ndata: b\n\n', ['data: a\n\n', 'data: b\n\n']],
    [
      'text/event-stream; charset=utf-8',
      ': hi\n\ndata: é\n\nevent: x\ndata: b\n\n',
      [': hi\n\ndata: é\n\n', 'event: x\ndata: b\n\n'],
    ],
    ['text/event-stream', 'data: a\r\n\r\ndata: b\r\n\r\n', ['data: a\r\n\r\n', 'data: b\r\n\r\n']],
    ['text/event-stream', 'data: a\r\n\r\ndata: b', ['data: a\r\n\r\ndata: b']],
    ['application/x-ndjson', '{"a":1}\n{"b":2}\n', ['{"a":1}\n', '{"b":2}\n']],
    ['application/x-ndjson', '{"a":1}\n{"b":2}', ['{"a":1}\n{"b":2}']],
    ['text/event-stream', '', ['']],
  ])('%s %j', (contentType, body, pieces) => {
    expect(text(splitStream(Buffer.from(body), contentType))).toEqual(pieces);
  });
});

test.each([
  ['instant', 0],
  ['recorded', 800],
  [10, 2000],
  [40, 500],
] as const)('a pace of %s takes %i ms for 20 tokens that took 800 ms', (pace, ms) => {
  const usage = { inputTokens: 1, outputTokens: 20, totalTokens: 21 };
  expect(paceMs(pace, { durationMs: 800, usage }, 7)).toBe(ms);
});

test('without a count of tokens each piece is taken for one', () => {
  expect(paceMs(10, { durationMs: 800, usage: null }, 7)).toBe(700);
});
