/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised grid places its rows itself, which a table cannot */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { GridColumn } from './grid-column.ts';

/** The row of column titles; a title that orders the list is a button. */
export function GridHeader<Row>({ columns, template }: { columns: readonly GridColumn<Row>[]; template: string }) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: template }}>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            className="grid-cell"
            data-align={column.align}
            aria-sort={column.sorted}
          >
            {column.onSort === undefined ? column.title : <SortButton column={column} />}
          </div>
        ))}
      </div>
    </div>
  );
}

function SortButton<Row>({ column }: { column: GridColumn<Row> }) {
  const { sorted } = column;
  return (
    <button
      type="button"
      className="grid-sort"
      data-sorted={sorted === 'none' ? undefined : sorted}
      onClick={column.onSort}
    >
      {column.title}
      {sorted === 'ascending' ? <ArrowUp size={12} aria-hidden /> : null}
      {sorted === 'descending' ? <ArrowDown size={12} aria-hidden /> : null}
    </button>
  );
}
