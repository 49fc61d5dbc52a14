import { describe, expect, it } from 'vitest';
import { keepListed, nothingSelected, selectRange, toggleSelected } from '../../../renderer/src/model/selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('selection', () => {
  it('toggles one and remembers it for a range', () => {
    const once = toggleSelected(nothingSelected, 'b');
    expect([[...once.ids], once.anchor, [...toggleSelected(once, 'b').ids]]).toEqual([['b'], 'b', []]);
  });

  it('selects a range in either direction', () => {
    const from = toggleSelected(nothingSelected, 'c');
    expect([...selectRange(from, 'e', order).ids]).toEqual(['c', 'd', 'e']);
    expect([...selectRange(from, 'a', order).ids].toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('selects one when a range has no beginning any more', () => {
    expect([...selectRange({ ids: new Set(), anchor: 'gone' }, 'b', order).ids]).toEqual(['b']);
    expect([...selectRange(nothingSelected, 'b', order).ids]).toEqual(['b']);
  });

  it('forgets what left the list, and is the same object when nothing did', () => {
    const both = toggleSelected(toggleSelected(nothingSelected, 'a'), 'b');
    expect([...keepListed(both, ['b', 'c']).ids]).toEqual(['b']);
    expect(keepListed(both, order)).toBe(both);
  });
});
