import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readFilterText,
  splitFilterText,
  toggleToken,
  writeFilterPair,
} from '../../../renderer/src/model/filter-text.ts';

const keys = ['model', 'status', 'is'];
const read = (text: string) =>
  readFilterText(text, keys).map(({ key, values, negated }) => [`${negated ? '-' : ''}${key ?? ''}`, ...values]);

describe('filter text', () => {
  it('reads words, pairs, negated pairs and lists of values', () => {
    expect(read('hello model:gpt-4o -status:200,404 is:error')).toEqual([
      ['', 'hello'],
      ['model', 'gpt-4o'],
      ['-status', '200', '404'],
      ['is', 'error'],
    ]);
  });

  it('keeps quoted text together, in values and alone', () => {
    expect(read('model:"my model, v2",other "two words"')).toEqual([
      ['model', 'my model, v2', 'other'],
      ['', 'two words'],
    ]);
  });

  it('takes what looks like a pair with an unknown key as text', () => {
    expect(read('http://localhost:1/v1 -foo note:this')).toEqual([
      ['', 'http://localhost:1/v1'],
      ['', '-foo'],
      ['', 'note:this'],
    ]);
  });

  it('reads keys in any case and tolerates an open quote', () => {
    expect(read('MODEL:"gpt 4')).toEqual([['model', 'gpt 4']]);
  });

  it('separates chips from words', () => {
    const { chips, words } = splitFilterText('big model:a cats', keys);
    expect({ chips: chips.map((chip) => chip.source), words }).toEqual({ chips: ['model:a'], words: 'big cats' });
  });

  it('toggles a token and leaves the rest', () => {
    const on = toggleToken('cats', 'is:error', keys);
    expect(on).toBe('cats is:error');
    expect(toggleToken(on, 'is:error', keys)).toBe('cats');
  });

  it('reads back every value it writes', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), (text, negated) => {
        const value = text.replaceAll('"', '');
        fc.pre(value !== '');
        const [token, ...more] = readFilterText(writeFilterPair('model', value, negated), keys);
        expect({ token: token && [token.key, token.values, token.negated], more }).toEqual({
          token: ['model', [value], negated],
          more: [],
        });
      }),
    );
  });

  it('loses nothing of any text but the space between tokens', () => {
    const dense = (text: string): string => text.replaceAll(/\s/g, '');
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sources = readFilterText(text, keys).map((token) => token.source);
        expect(dense(sources.join(''))).toBe(dense(text));
      }),
    );
  });
});
