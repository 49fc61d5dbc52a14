import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src-core/ports/dialect.ts';
import { canonicalJson, parseJsonRequest } from '../../../src-core/request/canonical-json.ts';
import { decimalOf } from '../../../src-core/request/json-number.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Canonical text of a value given as JSON text, read as a request's member. */
function canonical(text: string): string {
  const reading = parseJsonRequest(bytesOf(`{"v":${text}}`));
  return reading.ok ? canonicalJson(reading.value) : reading.reason;
}

const reasonOf = (input: string | Uint8Array): string => {
  const reading = parseJsonRequest(typeof input === 'string' ? bytesOf(input) : input);
  return reading.ok ? 'ok' : reading.reason;
};

/** An object with lists in it, so many levels in all. */
const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

const reasons = ['ok', 'invalid_json', 'ambiguous_json', 'unsupported_body'];

/** Any JSON value, with `__proto__` and odd Unicode among names and strings. */
const jsonText = fc.string({ unit: 'binary', maxLength: 8 });
const jsonValue = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    jsonText,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(jsonText, fc.constant('__proto__')), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

const parsed = (value: JsonValue): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

/** Writes a value as JSON in one of its many spellings: keys shuffled, white space, escapes, other number forms. */
function spell(value: JsonValue, random: () => number): string {
  const space = (): string => [' ', '\n', '\t', '\r', '', ''][Math.floor(random() * 6)]!;
  const text = (raw: string): string =>
    `"${Array.from({ length: raw.length }, (_, index) => {
      const code = raw.charCodeAt(index);
      const isSurrogate = code >= 0xd800 && code <= 0xdfff;
      const hex = code.toString(16).padStart(4, '0');
      if (isSurrogate || code < 0x20 || code === 0x22 || code === 0x5c) return `\\u${hex}`;
      return random() < 0.3 ? `\\u${random() < 0.5 ? hex.toUpperCase() : hex}` : raw[index];
    }).join('')}"`;
  const number = (raw: number): string => {
    const choice = random();
    if (choice < 0.3) return raw.toExponential().replace('e', random() < 0.5 ? 'E' : 'e');
    if (choice < 0.5 && Number.isInteger(raw) && Math.abs(raw) < 1e15) return `${String(raw)}.0`;
    if (choice < 0.6 && raw === 0) return '-0';
    return JSON.stringify(raw);
  };
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const around = (inner: string): string => `${space()}${inner}${space()}`;
  if (Array.isArray(value)) return `[${value.map((item) => around(spell(item, random))).join(',')}]`;
  const members = Object.entries(value)
    .map(([name, member]) => ({ at: random(), written: `${around(text(name))}:${around(spell(member, random))}` }))
    .sort((left, right) => left.at - right.at);
  return `{${members.map(({ written }) => written).join(',')}}`;
}

/** A small seeded generator, so that a failing spelling can be seen again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('canonical text', () => {
  it.each([
    ['{"b":1,"a":2}', '{"a":2,"b":1}'],
    ['{ "a" : [ 1 , 2 ] }', '{"a":[1,2]}'],
    ['{"\\u0061":"\\u00e9\\/"}', '{"a":"é/"}'],
    ['[1.0,1e0,10E-1,0.1e1,1]', '[1,1,1,1,1]'],
    ['[-0,0,0.0,-0e5,0e500]', '[0,0,0,0,0]'],
    ['[1e21,1E+21,1000000000000000000000]', '[1e+21,1e+21,1e+21]'],
    ['[9007199254740993,9007199254740992]', '[9007199254740993e0,9007199254740992]'],
    ['[9007199254740993.0,900719925474099.3e1]', '[9007199254740993e0,9007199254740993e0]'],
    ['[0.1,0.1000000000000000055,0.10000000000000000000]', '[0.1,1000000000000000055e-19,0.1]'],
    ['[1e400,-1e400,1e-400,10e399]', '[1e400,-1e400,1e-400,1e400]'],
    ['[5e-324,4e-324,1.7976931348623157e308]', '[5e-324,4e-324,1.7976931348623157e+308]'],
    ['{"__proto__":{"x":1},"constructor":2}', '{"__proto__":{"x":1},"constructor":2}'],
    ['["\\ud800","\\udc00","\\ud83d\\ude00"]', '["\\ud800","\\udc00","😀"]'],
    ['{"\\ue000":1,"\\ud83d\\ude00":2}', '{"😀":2,"\ue000":1}'],
    ['{"10":1,"9":2,"a":3}', '{"10":1,"9":2,"a":3}'],
    ['"\\u2028\\u0000\\u001f\\b"', '"\u2028\\u0000\\u001f\\b"'],
    ['[{},[],"",null,true,false]', '[{},[],"",null,true,false]'],
  ])('of %s is %s', (text, expected) => {
    expect(canonical(text)).toBe(`{"v":${expected}}`);
  });

  it('is the same for every spelling of a value', () => {
    fc.assert(
      fc.property(jsonValue, fc.nat(), (value, seed) => {
        const written = spell(parsed(value), randomFrom(seed));
        expect(canonical(written)).toBe(canonical(JSON.stringify(value)));
      }),
      { numRuns: 500 },
    );
  });

  it('reads back as the value it was made of', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(JSON.parse(canonicalJson(parsed(value)))).toEqual(parsed(value));
      }),
      { numRuns: 500 },
    );
  });

  it('differs for different values', () => {
    fc.assert(
      fc.property(jsonValue, jsonValue, (left, right) => {
        const isSame = canonicalJson(parsed(left)) === canonicalJson(parsed(right));
        expect(isSame).toBe(deepEqual(parsed(left), parsed(right)));
      }),
      { numRuns: 1000 },
    );
  });

  it('changes with any one leaf', () => {
    fc.assert(
      fc.property(jsonValue, fc.nat(), (value, at) => {
        const before = parsed(value);
        const after = changeLeaf(parsed(value), at);
        expect(canonicalJson(after)).not.toBe(canonicalJson(before));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every 64-bit integer apart from its neighbours, however it is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }), (seed) => {
        expect(canonical(String(seed))).not.toBe(canonical(String(seed + 1n)));
        expect(canonical(`${String(seed)}.000`)).toBe(canonical(String(seed)));
        expect(canonical(`${String(seed * 100n)}e-2`)).toBe(canonical(String(seed)));
      }),
    );
  });

  it('never takes a string or object for a number that is kept exactly', () => {
    const exact = canonical('9007199254740993');
    expect(canonical('"9007199254740993"')).not.toBe(exact);
    expect(canonical('"9007199254740993e0"')).not.toBe(exact);
    expect(canonical('{"9007199254740993e0":{}}')).not.toBe(exact);
  });

  it('gives long hostile numbers a text without stalling', () => {
    const zeros = '0'.repeat(200_000);
    expect(decimalOf(`1${zeros}1`)).toBe(`1${zeros}1e0`);
    expect(decimalOf(`0.${zeros}1`)).toBe('1e-200001');
    expect(decimalOf('1e99999999999999999999')).toBe('1e99999999999999999999');
    expect(decimalOf('1e0000000000000000000002')).toBe('1e2');
  });
});

describe('request bodies', () => {
  it.each([
    ['{"a":1,"a":1}', 'ambiguous_json'],
    ['{"a":{"b":[{"c":1,"c":2}]}}', 'ambiguous_json'],
    ['{"a":1,"\\u0061":2}', 'ambiguous_json'],
    ['{"__proto__":1,"__proto__":2}', 'ambiguous_json'],
    ['{"a":":","b":"\\\\\\":{,"}', 'ok'],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', 'ok'],
    ['', 'invalid_json'],
    ['{', 'invalid_json'],
    ['{"a":01}', 'invalid_json'],
    ['{"a":1}}', 'invalid_json'],
    ["{'a':1}", 'invalid_json'],
    ['{"a":"', 'invalid_json'],
    ['{"a":NaN}', 'invalid_json'],
    ['[]', 'unsupported_body'],
    ['"text"', 'unsupported_body'],
    ['null', 'unsupported_body'],
    ['12345678901234567890', 'unsupported_body'],
    [' \n{}\r\n', 'ok'],
  ])('%s is %s', (text, expected) => {
    expect(reasonOf(text)).toBe(expected);
  });

  it('may begin with a byte-order mark, which is not part of them', () => {
    expect(parseJsonRequest(bytesOf('\ufeff{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
    expect(reasonOf('\ufeff\ufeff{}')).toBe('invalid_json');
  });

  it('must be UTF-8', () => {
    expect(reasonOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toBe('invalid_json');
    expect(reasonOf(Buffer.from('{"a":1}', 'utf16le'))).toBe('invalid_json');
  });

  it('may nest 200 deep, not deeper', () => {
    expect(reasonOf(nested(200))).toBe('ok');
    expect(reasonOf(nested(201))).toBe('ambiguous_json');
    expect(reasonOf(nested(1_000_000))).toBe('ambiguous_json');
    expect(reasonOf(`{"a":"${'['.repeat(500)}"}`)).toBe('ok');
  });

  it('are read in linear time, whatever their strings hold', () => {
    const started = performance.now();
    expect(reasonOf(JSON.stringify({ a: '\\'.repeat(1_000_000), b: '"'.repeat(1_000_000) }))).toBe('ok');
    expect(reasonOf(`{"a":"${'\\'.repeat(1_000_000)}`)).toBe('invalid_json');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('with very many values are read only when doubles hold every number', () => {
    const many = Array.from({ length: 150_000 }, () => 1).join(',');
    expect(reasonOf(`{"a":[${many}]}`)).toBe('ok');
    expect(reasonOf(`{"a":[${many},9007199254740993]}`)).toBe('ambiguous_json');
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(reasons).toContain(reasonOf(bytes));
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', '-', 'e', '\\', 'u', ' '), { maxLength: 40 }),
        (parts) => {
          expect(reasons).toContain(reasonOf(parts.join('')));
        },
      ),
    );
  });
});

/** Equality as JSON has it: -0 is 0, order of keys means nothing. */
function deepEqual(left: JsonValue, right: JsonValue): boolean {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  const [one, other] = [left as Record<string, JsonValue>, right as Record<string, JsonValue>];
  return names.every((name) => Object.hasOwn(other, name) && deepEqual(one[name]!, other[name]!));
}

/** Changes the leaf met at place `at` (modulo how many there are; empty containers count). */
function changeLeaf(value: JsonValue, at: number): JsonValue {
  const holder = { root: value };
  const places: { change: () => void }[] = [];
  const visit = (container: Record<string, JsonValue>, name: string): void => {
    const here = container[name]!;
    const set = (next: JsonValue): void => {
      Object.defineProperty(container, name, { value: next, enumerable: true, configurable: true, writable: true });
    };
    if (typeof here === 'object' && here !== null) {
      const names = Object.keys(here);
      if (names.length === 0) places.push({ change: () => set([here]) });
      for (const inner of names) visit(here as Record<string, JsonValue>, inner);
    } else {
      const other =
        typeof here === 'string' ? `${here}x` : typeof here === 'number' ? String(here) : here === null ? false : null;
      places.push({ change: () => set(other) });
    }
  };
  visit(holder, 'root');
  places[at % places.length]!.change();
  return holder.root;
}
