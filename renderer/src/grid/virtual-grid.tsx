/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised grid places its rows itself, which a table cannot */
import { Button } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type Ref } from 'react';
import { columnsThatFit, gridMove, movedIndex } from '../model/grid-moves.ts';
import { formatPlural } from '../model/format-number.ts';
import type { GridColumn } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { useFollow } from './use-follow.ts';
import './grid.css';

const ignore = (): void => undefined;

/** Height of a row and of the header, in pixels; base.css has the same as --sc-row. */
const rowHeight = 29;

export interface VirtualGridProps<Row> {
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  /** Rows of the whole list, loaded or not. */
  total: number;
  rowId: (row: Row) => string;
  /** The row that keys act on; it keeps its place and its focus when others come and go. */
  activeId: string | null;
  onActive: (id: string) => void;
  isSelected: (id: string) => boolean;
  multiselect?: boolean;
  onOpen: (id: string) => void;
  onClick: (id: string, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void;
  /** Keys that mean something to this list only. True when the key was used. */
  onKey?: (key: string) => boolean;
  onNearEnd: () => void;
  /** For lists that grow at the top: newer rows that are not loaded, and what to do when the reader wants them. */
  newer?: { missed: number; onShow: () => void; onTop: (atTop: boolean) => void };
  gridRef?: Ref<HTMLDivElement>;
}

/**
 * A list of any length as an ARIA grid: the grid itself has the focus and names the active row, so that rows may be
 * rendered, moved and dropped without the focus going anywhere.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { rows, rowId, activeId, onNearEnd } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(scroller, sizeRef, props.gridRef);

  const columns = columnsThatFit(props.columns, width);
  const template = columns.map((column) => column.width).join(' ');
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  const activeIndex = activeId === null ? -1 : ids.indexOf(activeId);
  const follow = useFollow({ scroller, ids, rowHeight, held: activeIndex > 0, onTop: props.newer?.onTop ?? ignore });

  // Its functions change without telling; this component is small enough to render without the compiler's memory.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 10,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    // The active row stays rendered wherever the list is scrolled: aria-activedescendant has to name something.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeIndex === -1 || shown.includes(activeIndex)
        ? shown
        : [...shown, activeIndex].toSorted((a, b) => a - b);
    },
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 30) onNearEnd();
  }, [lastShown, rows.length, onNearEnd]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // Buttons and boxes inside the grid keep their own keys.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = gridMove(event.key);
    if (move !== undefined) {
      const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
      const index = movedIndex(move, activeIndex, rows.length, pageRows);
      const id = ids[index];
      if (id !== undefined) {
        props.onActive(id);
        virtualizer.scrollToIndex(index, { align: 'auto' });
      }
    } else if (event.key === 'Enter' && activeId !== null) props.onOpen(activeId);
    else if (props.onKey?.(event.key) !== true) return;
    event.preventDefault();
  };

  const unseen = follow.unseen + (props.newer?.missed ?? 0);
  const domId = (id: string): string => `${gridId}${id}`;
  return (
    <>
      {unseen === 0 ? null : (
        <Button
          className="grid-note"
          radius="xl"
          onClick={() => {
            props.newer?.onShow();
            follow.toTop();
            scroller.current?.focus({ preventScroll: true });
          }}
        >
          ↑ {formatPlural(unseen, 'new row')}
        </Button>
      )}
      <div
        ref={ref}
        role="grid"
        className="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={props.total + 1}
        aria-colcount={columns.length}
        aria-multiselectable={props.multiselect}
        aria-activedescendant={activeId === null || activeIndex === -1 ? undefined : domId(activeId)}
        onKeyDown={onKeyDown}
        onScroll={follow.onScroll}
      >
        <GridHeader columns={columns} template={template} />
        <div role="rowgroup" className="grid-rows" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            const id = ids[item.index];
            if (row === undefined || id === undefined) return null;
            return (
              <GridRow
                key={id}
                id={domId(id)}
                row={row}
                index={item.index}
                offset={item.start - rowHeight}
                columns={columns}
                template={template}
                active={id === activeId}
                selected={props.isSelected(id)}
                onClick={(event) => {
                  scroller.current?.focus({ preventScroll: true });
                  // A control inside a cell has done its own work.
                  if (!(event.target instanceof HTMLInputElement)) props.onClick(id, event);
                }}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
