import { describe, expect, it } from 'vitest';
import { createKeySequence } from '../../../renderer/src/model/key-sequence.ts';

const names = ['?', 'g t', 'g o', 't'];

describe('key sequences', () => {
  it('recognises single keys and two in a row', () => {
    const next = createKeySequence();
    expect([next('?', 0, names), next('g', 10, names), next('t', 20, names), next('t', 30, names)]).toEqual([
      '?',
      null,
      'g t',
      't',
    ]);
  });

  it('forgets the first key after a moment, or after a key that does not fit', () => {
    const next = createKeySequence();
    expect([next('g', 0, names), next('o', 5000, names)]).toEqual([null, null]);
    expect([next('g', 6000, names), next('x', 6010, names), next('o', 6020, names)]).toEqual([null, null, null]);
  });
});
