import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { citations, message, signature, usage } from './answers.ts';

interface Event {
  type: string;
}

export const start = (more: object = {}): Event & { message: object } => ({
  type: 'message_start',
  message: message([], { stop_reason: null, usage: { ...usage, output_tokens: 1 }, ...more }),
});
export const blockStart = (index: number, content_block: object): Event =>
  ({
    type: 'content_block_start',
    index,
    content_block,
  }) as Event;
export const delta = (index: number, type: string, more: object): Event =>
  ({
    type: 'content_block_delta',
    index,
    delta: { type, ...more },
  }) as Event;
export const textDelta = (index: number, text: string): Event => delta(index, 'text_delta', { text });
export const blockStop = (index: number): Event => ({ type: 'content_block_stop', index }) as Event;
export const end = (more: object = {}, beside: object = {}): Event =>
  ({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null, stop_details: null, ...more },
    usage: { output_tokens: 41 },
    ...beside,
  }) as Event;
export const stop: Event = { type: 'message_stop' };
export const ping: Event = { type: 'ping' };

export const textBlock = (index: number, ...pieces: string[]): Event[] => [
  blockStart(index, { type: 'text', text: '' }),
  ...pieces.map((piece) => textDelta(index, piece)),
  blockStop(index),
];

export const toolBlock = (index: number, id: string, ...pieces: string[]): Event[] => [
  blockStart(index, { type: 'tool_use', id, name: 'weather', input: {} }),
  ...pieces.map((partial_json) => delta(index, 'input_json_delta', { partial_json })),
  blockStop(index),
];

/** Strings are written as they are: comments, broken events. */
export function streamOf(events: readonly (Event | string)[], lineEnd = '\n', isFinished = true): Recording {
  const written = events.map((event) =>
    typeof event === 'string'
      ? event
      : `event: ${event.type}${lineEnd}data: ${JSON.stringify(event)}${lineEnd}${lineEnd}`,
  );
  const text = written.join('');
  const body = Buffer.from(isFinished ? text : text.trimEnd());
  return { mode: 'sse', contentType: 'text/event-stream; charset=utf-8', body };
}

export const hello = [start(), ...textBlock(0, 'A cache ', 'keeps 🐿', '.'), end(), stop];

export const streams: Record<string, Recording> = {
  text: streamOf(hello),
  'text framed with CRLF': streamOf(hello, '\r\n'),
  'text framed with CR': streamOf(hello, '\r'),
  'without the last line ends': streamOf(hello, '\n', false),
  'pings and comments': streamOf([
    ': hello\n\n',
    start(),
    ping,
    ...textBlock(0, 'A ', 'cache.'),
    ': keep-alive\n\n',
    end(),
    stop,
    'data: [DONE]\n\n',
  ]),
  'thinking, hidden thinking, text': streamOf([
    start(),
    blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
    delta(0, 'thinking_delta', { thinking: 'They ' }),
    delta(0, 'thinking_delta', { thinking: 'ask.' }),
    delta(0, 'signature_delta', { signature }),
    blockStop(0),
    blockStart(1, { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' }),
    blockStop(1),
    ...textBlock(2, 'A cache.'),
    end(),
    stop,
  ]),
  'tools, one without arguments': streamOf([
    start(),
    ...textBlock(0, 'I will look.'),
    ...toolBlock(1, 'toolu_01', '', '{"city"', ':"Łódź","n', '":[1,', '2]}'),
    ...toolBlock(2, 'toolu_02', ''),
    end({ stop_reason: 'tool_use' }),
    stop,
  ]),
  citations: streamOf([
    start(),
    blockStart(0, { type: 'text', text: '', citations: [] }),
    ...citations.map((citation) => delta(0, 'citations_delta', { citation })),
    textDelta(0, 'keep'),
    blockStop(0),
    ...textBlock(1, '.'),
    end(),
    stop,
  ]),
  'usage and betas in the end': streamOf([
    start({ container: null, context_management: null, usage: { input_tokens: 1, output_tokens: 0 } }),
    ...textBlock(0, 'Done.'),
    {
      ...end(
        { container: { id: 'container_1', expires_at: '2026-11-25T00:00:00Z' } },
        { context_management: { applied_edits: [] }, input_transformations: null },
      ),
      usage: { input_tokens: 9, cache_read_input_tokens: 5, output_tokens: 41 },
    } as Event,
    stop,
  ]),
  'a tool call that a program of the provider’s made before': streamOf([
    start({ content: [{ type: 'tool_use', id: 'toolu_9', name: 'weather', input: { city: 'Oslo' } }] }),
    end({ stop_reason: 'tool_use' }),
    stop,
  ]),
};

/** Up to the closing brace of the last event: what comes behind it can be lost. */
export function meaningfulBytes({ mode, body }: Recording): number {
  const text = Buffer.from(body).toString();
  const last = mode === 'sse' ? text.slice(0, text.lastIndexOf('"message_stop"}') + '"message_stop"}'.length) : text;
  return Buffer.byteLength(last.trimEnd());
}
