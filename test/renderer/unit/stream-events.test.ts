import { describe, expect, it } from 'vitest';
import { eventPaceMs, readStreamEvents } from '../../../renderer/src/model/stream-events.ts';

const words = (recording: string, mode: 'sse' | 'ndjson'): string =>
  readStreamEvents(recording, mode)
    .map(({ text }) => text)
    .join('|');
const sse = (...events: unknown[]): string => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

describe('events of a recorded stream', () => {
  it.each([
    ['OpenAI chat', sse({ choices: [{ delta: { content: 'Hel' } }] }, { choices: [{ delta: { content: 'lo' } }] })],
    [
      'OpenAI Responses',
      sse({ type: 'response.output_text.delta', delta: 'Hel' }, { type: 'response.output_text.delta', delta: 'lo' }),
    ],
    [
      'Anthropic',
      sse(
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Hel' } },
        { type: 'content_block_delta', delta: { type: 'text_delta', text: 'lo' } },
      ),
    ],
    [
      'Gemini',
      sse(
        { candidates: [{ content: { parts: [{ text: 'Hel' }] } }] },
        { candidates: [{ content: { parts: [{ text: 'lo' }] } }] },
      ),
    ],
    [
      'Cohere',
      sse(
        { type: 'content-delta', delta: { message: { content: { text: 'Hel' } } } },
        { type: 'content-delta', delta: { message: { content: { text: 'lo' } } } },
      ),
    ],
  ])('of %s give the words of the answer', (_, recording) => expect(words(recording, 'sse')).toBe('Hel|lo'));

  it('are lines for JSON lines', () => {
    expect(words('{"message":{"content":"Hel"}}\n{"message":{"content":"lo"},"done":true}\n', 'ndjson')).toBe('Hel|lo');
    expect(words('{"response":"Hi"}\n', 'ndjson')).toBe('Hi');
  });

  it('keep every byte of the recording, also those without words, and survive what is no JSON', () => {
    const recording = `: note\n\nevent: x\ndata: {"type":"response.function_call_arguments.delta","delta":"{"}\r\n\r\ndata: [DONE]\n\n`;
    const events = readStreamEvents(recording, 'sse');
    expect(events.map(({ raw }) => raw).join('')).toBe(recording);
    expect(events.map(({ text }) => text)).toEqual(['', '', '']);
  });

  it('show at the pace of the recorded call, within what a reader waits for', () => {
    expect([eventPaceMs(10, 5000), eventPaceMs(10, 1), eventPaceMs(10, 100_000), eventPaceMs(0, 5000)]).toEqual([
      500, 200, 1200, 5000,
    ]);
  });
});
