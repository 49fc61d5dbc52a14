import { describe, expect, it } from 'vitest';
import {
  maxFollowedRows,
  mergeNewest,
  rowsOf,
  totalOf,
  type RowPages,
} from '../../../renderer/src/model/merge-rows.ts';

interface Row {
  id: string;
  at: number;
}

const rows = (...numbers: number[]): Row[] => numbers.map((at) => ({ id: `r${String(at)}`, at }));
const page = (numbers: number[], nextCursor: string | null, total = 100) => ({
  items: rows(...numbers),
  nextCursor,
  total,
});
const pages = (...list: ReturnType<typeof page>[]): RowPages<Row> => ({
  pages: list,
  pageParams: list.map((_, index) => (index === 0 ? null : `c${String(index)}`)),
});
const ids = (merged: RowPages<Row> | null): number[] => rowsOf(merged ?? undefined).map((row) => row.at);

describe('merging the newest page', () => {
  it('puts new rows on top and keeps the rest', () => {
    const loaded = pages(page([5, 4, 3], 'c1'), page([2, 1], null));
    const merged = mergeNewest(loaded, page([7, 6, 5], 'n', 102));
    expect({
      rows: ids(merged),
      total: totalOf(merged ?? undefined),
      cursors: merged?.pages.map((each) => each.nextCursor),
    }).toEqual({
      rows: [7, 6, 5, 4, 3, 2, 1],
      total: 102,
      cursors: ['c1', null],
    });
  });

  it('puts a row that took long where it belongs', () => {
    const loaded = pages(page([9, 7, 5], 'c1'));
    expect(ids(mergeNewest(loaded, page([10, 9, 8, 7], 'n')))).toEqual([10, 9, 8, 7, 5]);
  });

  it('starts anew when rows in between are missing', () => {
    const loaded = pages(page([5, 4, 3], 'c1'), page([2, 1], null));
    const merged = mergeNewest(loaded, page([20, 19, 18], 'n'));
    expect({ rows: ids(merged), pages: merged?.pages.length, params: merged?.pageParams }).toEqual({
      rows: [20, 19, 18],
      pages: 1,
      params: [null],
    });
  });

  it('takes a page that holds everything as it is, so that rows that are gone go', () => {
    const loaded = pages(page([5, 4, 3], 'c1'), page([2, 1], null));
    expect(ids(mergeNewest(loaded, page([6, 5], null)))).toEqual([6, 5]);
  });

  it('begins with the newest page', () => {
    expect(ids(mergeNewest(undefined, page([2, 1], 'n')))).toEqual([2, 1]);
  });

  it('changes nothing when nothing is new', () => {
    const loaded = pages(page([3, 2], 'c1'), page([1], null));
    expect(ids(mergeNewest(loaded, page([3, 2], 'c1')))).toEqual([3, 2, 1]);
  });

  it('forgets older pages once they are too many to keep', () => {
    const many = Array.from({ length: maxFollowedRows + 1 }, (_, index) => maxFollowedRows + 1 - index);
    const merged = mergeNewest(pages(page(many, 'c1')), page([maxFollowedRows + 2, maxFollowedRows + 1], 'n'));
    expect(ids(merged)).toEqual([maxFollowedRows + 2, maxFollowedRows + 1]);
  });
});

describe('merging while a row is looked at', () => {
  it('keeps what is loaded when rows in between are missing, and says so', () => {
    expect(mergeNewest(pages(page([5, 4, 3], 'c1')), page([20, 19, 18], 'n'), true)).toBeNull();
  });

  it('keeps more rows than one that is only followed', () => {
    const many = Array.from({ length: maxFollowedRows + 1 }, (_, index) => maxFollowedRows + 1 - index);
    const merged = mergeNewest(pages(page(many, 'c1')), page([maxFollowedRows + 2, maxFollowedRows + 1], 'n'), true);
    expect(ids(merged).length).toBe(maxFollowedRows + 2);
  });
});

describe('rows of pages', () => {
  it('shows a row once that moved between two requests', () => {
    expect(ids(pages(page([3, 2], 'c1'), page([2, 1], null)))).toEqual([3, 2, 1]);
  });

  it('is empty for nothing', () => {
    expect([rowsOf(undefined), totalOf(undefined)]).toEqual([[], 0]);
  });
});
