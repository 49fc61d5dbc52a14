import { describe, expect, it } from 'vitest';
import { columnsThatFit, gridMove, movedIndex } from '../../../renderer/src/model/grid-moves.ts';

describe('moving in a grid', () => {
  it('knows arrows, letters and pages', () => {
    expect(['ArrowDown', 'j', 'k', 'End', 'x', 'toString'].map(gridMove)).toEqual([
      'down',
      'down',
      'up',
      'last',
      undefined,
      undefined,
    ]);
  });

  it('stays inside the list', () => {
    expect([
      movedIndex('up', 0, 10, 5),
      movedIndex('down', 9, 10, 5),
      movedIndex('pageDown', 7, 10, 5),
      movedIndex('pageUp', 2, 10, 5),
      movedIndex('first', 4, 10, 5),
      movedIndex('last', 4, 10, 5),
      movedIndex('down', 3, 10, 5),
    ]).toEqual([0, 9, 9, 0, 0, 9, 4]);
  });

  it('begins at the first row, and nowhere in an empty list', () => {
    expect([movedIndex('down', -1, 3, 5), movedIndex('up', -1, 3, 5), movedIndex('down', -1, 0, 5)]).toEqual([
      0, 0, -1,
    ]);
  });

  it('leaves out columns that do not fit', () => {
    const columns = [{ id: 'a' }, { id: 'b', minGridWidth: 600 }, { id: 'c', minGridWidth: 400 }];
    expect(columnsThatFit(columns, 500).map((column) => column.id)).toEqual(['a', 'c']);
  });
});
