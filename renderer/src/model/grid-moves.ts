export type GridMove = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';

const moveOfKey: Record<string, GridMove> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  k: 'up',
  j: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
};

export function gridMove(key: string): GridMove | undefined {
  return Object.hasOwn(moveOfKey, key) ? moveOfKey[key] : undefined;
}

/** Index that a move leads to in a list of `count` rows; `index` is -1 when no row is active yet. */
export function movedIndex(move: GridMove, index: number, count: number, pageRows: number): number {
  if (count === 0) return -1;
  const steps: Record<GridMove, number> = {
    up: index === -1 ? 0 : index - 1,
    down: index + 1,
    pageUp: index - pageRows,
    pageDown: index + pageRows,
    first: 0,
    last: count - 1,
  };
  return Math.min(count - 1, Math.max(0, steps[move]));
}

/** Columns that fit a width: those that name a larger one are left out. */
export function columnsThatFit<Column extends { minGridWidth?: number }>(
  columns: readonly Column[],
  width: number,
): Column[] {
  return columns.filter((column) => (column.minGridWidth ?? 0) <= width);
}
