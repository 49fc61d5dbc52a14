import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src-core/ports/dialect.ts';
import { canonicalJson, parseJsonRequest } from '../../src-core/request/canonical-json.ts';
import { formatSse, parseSse, SseParser } from '../../src-core/wire/sse.ts';

/** The standard's rules on a whole text, written the plain way; the parser in use reads pieces. */
function referenceSse(text: string): [string | null, string][] {
  const events: [string | null, string][] = [];
  let event: string | null = null;
  let data: string[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  // What stands behind the last line end has not ended.
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      if (data.length > 0) events.push([event, data.join('\n')]);
      [event, data] = [null, []];
      continue;
    }
    const [, name = line, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value === '' ? null : value;
  }
  return events;
}

/** Streams made of what matters to framing. */
const sseText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'data: ',
        'data:',
        'data',
        'event: ',
        ': ',
        'id: 1',
        '\n',
        '\r',
        '\r\n',
        '\n\n',
        '\r\n\r\n',
        '\ufeff',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('framing of server-sent events', () => {
  test('is the standard’s, however the bytes are cut', () => {
    fc.assert(
      fc.property(sseText, fc.array(fc.nat(200)), (text, cuts) => {
        const bytes = Buffer.from(text);
        const parser = new SseParser();
        const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])].sort(
          (a, b) => a - b,
        );
        const events = places.flatMap((from, index) =>
          parser.push(bytes.subarray(from, places[index + 1] ?? bytes.length)),
        );
        expect(events.map(({ event, data }) => [event, data])).toEqual(referenceSse(bytes.toString()));
      }),
      { numRuns: 2000 },
    );
  });

  test('written and read is the same data', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (data) => {
        const joined = Buffer.from(data.replace(/\r\n|\r/g, '\n')).toString();
        expect(parseSse(Buffer.from(formatSse(data))).events.map((each) => each.data)).toEqual([joined]);
      }),
    );
  });
});

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
const object = fc.dictionary(fc.string({ maxLength: 5 }), json, { maxKeys: 6, noNullPrototype: true });

/** The same value written another way: members reversed, spaces between, every letter escaped. */
function writtenOtherwise(value: JsonValue): string {
  if (typeof value === 'string') return escaped(value);
  if (Array.isArray(value)) return `[ ${value.map(writtenOtherwise).join(' ,\n')} ]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toReversed();
  return `{\t${members.map(([name, member]) => `${escaped(name)} : ${writtenOtherwise(member)}`).join(' , ')}\r\n}`;
}

const escaped = (text: string): string =>
  `"${Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`;

function canonical(text: string): string {
  const reading = parseJsonRequest(Buffer.from(text));
  if (!reading.ok) throw new Error(reading.reason);
  return canonicalJson(reading.value);
}

describe('canonical JSON', () => {
  test('is one for every way to write a value', () => {
    fc.assert(
      fc.property(object, (value) => {
        expect(canonical(writtenOtherwise(value))).toBe(canonical(JSON.stringify(value)));
      }),
      { numRuns: 1000 },
    );
  });

  test('is the value itself, so that two values never share one', () => {
    fc.assert(
      fc.property(object, (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(canonical(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps numbers apart that a double would fold', () => {
    const numbers = ['9007199254740993', '9007199254740992', '1e400', '1e401', '0.1', '0.10000000000000001', '-0.0001'];
    const texts = numbers.map((number) => canonical(`{"n":${number}}`));
    expect(new Set(texts).size).toBe(numbers.length);
  });

  test('any bytes are read as one value or refused, never thrown over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.string(), (bytes, text) => {
        expect(() => [parseJsonRequest(bytes), parseJsonRequest(Buffer.from(`{"a":${text}}`))]).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
