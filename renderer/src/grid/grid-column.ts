import type { ReactNode } from 'react';

/** One column of a grid. `width` is a track of CSS grid layout; fixed ones keep header and rows in line. */
export interface GridColumn<Row> {
  id: string;
  title: ReactNode;
  width: string;
  align?: 'end';
  /** The column shows only in grids at least this wide, in pixels. */
  minGridWidth?: number;
  /** Present when the list can be ordered by this column. */
  sorted?: 'ascending' | 'descending' | 'none';
  onSort?: () => void;
  cell: (row: Row) => ReactNode;
}
