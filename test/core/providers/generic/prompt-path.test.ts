import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SemcacheError } from '../../../../src-core/contracts/errors.ts';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { selectPrompt, withoutText } from '../../../../src-core/providers/generic/prompt-path.ts';
import { parseJsonRequest } from '../../../../src-core/request/canonical-json.ts';

const body: JsonObject = {
  inputs: 'Why?',
  n: 3,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello!' },
  ],
  'odd name': { "it's": ['x', 'y'] },
};
const select = (path: string, from: JsonObject = body) =>
  selectPrompt((name) => (name === 'x-llm-prompt' ? path : undefined), from);

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof SemcacheError ? error.code : String(error);
  }
};

describe('the text that a JSONPath selects', () => {
  it.each<[string, string]>([
    ['$.inputs', 'Why?'],
    [' $.inputs ', 'Why?'],
    ['$["inputs"]', 'Why?'],
    ['$.messages[-1].content', 'Hello!'],
    ['$.messages[-1:].content', 'Hello!'],
    ["$.messages[?@.role == 'user'].content", 'Hello!'],
    ['$.messages[?@.role == "user, or $..?"].content', ''],
    ['$..inputs', 'Why?'],
    [`$['odd name']['it\\'s'][1]`, 'y'],
  ])('%s', (path, text) => {
    expect(select(path)?.text ?? '').toBe(text);
  });

  it.each([
    ['none', '$.prompt'],
    ['none, by an index behind the end', '$.messages[2].content'],
    ['several', '$.messages[*].content'],
    ['several, anywhere', '$..content'],
    ['a number', '$.n'],
    ['an object', '$.messages[0]'],
    ['all', '$'],
    ['what only objects in general have', '$.constructor.name'],
  ])('is none when it selects %s: %s', (_name, path) => {
    expect(select(path)).toBeUndefined();
  });

  it('is read in both spellings of the header', () => {
    expect(selectPrompt((name) => (name === 'x-llm-proxy-prompt' ? '$.inputs' : undefined), body)?.text).toBe('Why?');
  });

  it('is none in a body that nests too deep', () => {
    let deep: JsonValue = 'x';
    for (let depth = 0; depth < 150; depth += 1) deep = [deep];
    expect(select('$..x', { deep })).toBeUndefined();
  });

  it('leaves numbers that no double holds as they are', () => {
    const parsed = parseJsonRequest(Buffer.from('{"seed":12345678901234567890,"inputs":"Why?"}'));
    const value = parsed.ok ? parsed.value : {};
    const rest = withoutText(value, select('$.inputs', value)!.location);
    expect(rest['seed']).toBe(value['seed']);
    expect(select('$.seed', value)).toBeUndefined();
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'is not a JSONPath'],
    ['inputs', 'is not a JSONPath'],
    ['$.', 'is not a JSONPath'],
    ['$.messages[', 'is not a JSONPath'],
    ['$[?@.x ==]', 'is not a JSONPath'],
    ['$[?eval("1")]', 'is not a JSONPath'],
    ['$..*..*', 'more than one'],
    ['$[0,0][0,0][0,0]', 'more than one'],
    ['$[?match(@.content, "(a+)+b")]', 'more than one'],
    ['$[?@[?@.x]]', 'more than one'],
    ['$[?@.x == $.y]', 'more than one'],
    [`$.${'a'.repeat(500)}`, 'longer than 500'],
  ])('%j', (path, problem) => {
    expect(() => select(path)).toThrow(SemcacheError);
    expect(() => select(path)).toThrow(problem);
  });

  it('is always header_invalid, whatever stands there', () => {
    const bits = fc.constantFrom(
      '$',
      '.',
      '..',
      '[',
      ']',
      '*',
      '?',
      '@',
      "'",
      '"',
      '\\',
      ',',
      ':',
      '-1',
      '(',
      'x',
      '==',
      'count(',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), fc.string({ maxLength: 6 }), (parts, tail) => {
        expect(codeOf(() => select(`$${parts.join('')}${tail}`))).toMatch(/^(?:none|header_invalid)$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a body without its text', () => {
  it('has null there, and is equal otherwise', () => {
    expect(withoutText(body, select('$.messages[-1].content')!.location)).toEqual({
      ...body,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: null },
      ],
    });
  });

  it('holds wherever the text is, and leaves the body as it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true, minKeys: 1 }), (value) => {
        const tree = JSON.parse(JSON.stringify({ ...value, list: [{ the: 'text' }, value] })) as JsonObject;
        const before = JSON.stringify(tree);
        const rest = withoutText(tree, select('$.list[0].the', tree)!.location);
        expect(JSON.stringify(tree)).toBe(before);
        expect(JSON.stringify(rest)).toBe(before.replace('"list":[{"the":"text"}', '"list":[{"the":null}'));
      }),
    );
  });
});
