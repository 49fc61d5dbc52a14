import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSse, parseSse, SseParser, withoutEvents, type SseEvent } from '../../../src-core/wire/sse.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const dataOf = (text: string): (string | null)[][] =>
  parseSse(bytesOf(text)).events.map(({ event, data }) => (event === null ? [data] : [data, event]));

function parseInChunks(
  bytes: Uint8Array,
  cuts: readonly number[],
): { events: SseEvent[]; unfinished: SseEvent | null } {
  const parser = new SseParser();
  const events: SseEvent[] = [];
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((left, right) => left - right);
  for (const [index, from] of [0, ...places].entries()) {
    // The memory of a chunk is used again by its reader, so the parser must not hold on to it.
    const chunk = Uint8Array.from(bytes.subarray(from, places[index] ?? bytes.length));
    events.push(...parser.push(chunk));
    chunk.fill(0x21);
  }
  return { events, unfinished: parser.end() };
}

/** Streams made of what matters to the framing. */
const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom('data:', 'data: ', 'data', 'event: ', 'event:x', ': comment', 'id: 1', 'retry: 5', 'other: y'),
      fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\r\n\r\n'),
      fc.constantFrom('\ufeff', ':', ' ', '{"a":"é😀"}', '[DONE]'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => bytesOf(parts.join('')));

describe('reading server-sent events', () => {
  it.each<[string, string, (string | null)[][]]>([
    ['LF', 'data: a\n\ndata: b\n\n', [['a'], ['b']]],
    ['CR', 'data: a\r\rdata: b\r\r', [['a'], ['b']]],
    ['CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', [['a'], ['b']]],
    ['mixed line ends', 'data: a\r\n\ndata: b\n\r\ndata: c\r\r\n', [['a'], ['b'], ['c']]],
    ['several data lines', 'data: a\ndata:b\ndata\ndata:  c\n\n', [['a\nb\n\n c']]],
    ['an event name', 'event: ping\ndata: {}\n\ndata: x\n\n', [['{}', 'ping'], ['x']]],
    ['an event name without data', 'event: ping\n\ndata: x\n\n', [['x']]],
    ['comments', ': OPENROUTER PROCESSING\n\n:\ndata: a\n: keep-alive\ndata: b\n\n', [['a\nb']]],
    ['ids, retries and unknown fields', 'id: 1\nretry: 10\nfoo: bar\ndata: a\n\n', [['a']]],
    ['empty data', 'data:\n\ndata\n\n', [[''], ['']]],
    ['a byte-order mark', '\ufeffdata: a\n\n', [['a']]],
    ['a second byte-order mark', '\ufeff\ufeffdata: a\n\ndata: b\n\n', [['b']]],
    ['a byte-order mark within data', 'data: \ufeffa\n\n', [['\ufeffa']]],
    ['a line with a colon in its value', 'data: {"a":1}\n\n', [['{"a":1}']]],
    ['nothing', '', []],
    ['blank lines', '\n\n\r\n\r', []],
  ])('understands %s', (_name, text, expected) => {
    expect(dataOf(text)).toEqual(expected);
  });

  it('hands out an event without its blank line only as unfinished', () => {
    for (const text of ['data: a\n\ndata: [DONE]\n', 'data: a\n\ndata: [DONE]']) {
      const { events, unfinished } = parseSse(bytesOf(text));
      expect([events.map(({ data }) => data), unfinished?.data]).toEqual([['a'], '[DONE]']);
    }
    expect(parseSse(bytesOf('data: a\n\n: bye')).unfinished).toBeNull();
  });

  it('gives the same events however the bytes are cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 12 }), (bytes, cuts) => {
        expect(parseInChunks(bytes, cuts)).toEqual(parseSse(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same events byte by byte', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        expect(parseInChunks(bytes, Array.from(bytes.keys()))).toEqual(parseSse(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('reads arbitrary bytes without throwing, as replacement characters where they are not UTF-8', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void parseSse(bytes)));
    expect(parseSse(Uint8Array.of(...bytesOf('data: '), 0xff, 0x0a, 0x0a)).events[0]?.data).toBe('\ufffd');
  });

  it('reads a long line that comes byte by byte in linear time', () => {
    const bytes = bytesOf(`data: ${'x'.repeat(300_000)}\n\n`);
    const parser = new SseParser();
    const events: SseEvent[] = [];
    const started = performance.now();
    for (const byte of bytes) events.push(...parser.push(Uint8Array.of(byte)));
    expect(events[0]?.data.length).toBe(300_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('writing server-sent events', () => {
  it('is read back as written', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !/[\r\n]/.test(text) && !text.startsWith(' '));
    const data = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().replace(/\r\n?/g, '\n'));
    fc.assert(
      fc.property(fc.array(fc.tuple(data, fc.option(name))), (pairs) => {
        const written = pairs.map(([text, event]) => formatSse(text, event?.toWellFormed() ?? null)).join('');
        const read = parseSse(bytesOf(written)).events.map((event) => [event.data, event.event]);
        expect(read).toEqual(pairs.map(([text, event]) => [text, event?.toWellFormed() ?? null]));
      }),
    );
  });

  it('has the form that OpenAI and Anthropic send', () => {
    expect(formatSse('{"a":1}')).toBe('data: {"a":1}\n\n');
    expect(formatSse('{}', 'ping')).toBe('event: ping\ndata: {}\n\n');
  });
});

describe('leaving events out', () => {
  it.each(['\n', '\r', '\r\n'])('keeps every other byte (line ends %j)', (end) => {
    const event = (data: string): string => `data: ${data}${end}${end}`;
    const text = `: hello${end}${end}${event('a')}${event('b')}: note${end}${end}${event('c')}`;
    const bytes = bytesOf(text);
    const chosen = parseSse(bytes).events.filter(({ data }) => data !== 'a');
    const kept = new TextDecoder().decode(withoutEvents(bytes, chosen));
    expect(kept).toBe(`: hello${end}${end}${event('a')}: note${end}${end}`);
  });

  it('leaves exactly the other events, whatever the stream', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (bytes, choice) => {
        const { events } = parseSse(bytes);
        const rest = withoutEvents(
          bytes,
          events.filter((_, index) => choice[index]),
        );
        const dataOfRest = parseSse(rest).events.map(({ data }) => data);
        expect(dataOfRest).toEqual(events.filter((_, index) => !choice[index]).map(({ data }) => data));
      }),
      { numRuns: 500 },
    );
  });
});
