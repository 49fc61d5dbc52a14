/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised grid places its rows itself, which a table cannot */
import type { MouseEvent } from 'react';
import type { GridColumn } from './grid-column.ts';

interface GridRowProps<Row> {
  id: string;
  row: Row;
  index: number;
  offset: number;
  columns: readonly GridColumn<Row>[];
  template: string;
  active: boolean;
  selected: boolean;
  onClick: (event: MouseEvent) => void;
}

/** One row at its place. Keys are handled by the grid, which keeps the focus; the row is only pointed at. */
export function GridRow<Row>(props: GridRowProps<Row>) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={props.id}
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      className="grid-row"
      data-active={props.active || undefined}
      data-selected={props.selected || undefined}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${String(props.offset)}px)` }}
      onClick={props.onClick}
    >
      {props.columns.map((column) => (
        <div key={column.id} role="gridcell" className="grid-cell" data-align={column.align}>
          {column.cell(props.row)}
        </div>
      ))}
    </div>
  );
}
