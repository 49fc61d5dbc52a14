import type { ReactNode } from 'react';
import { useDetailWidth } from './use-detail-width.ts';
import './split-view.css';

/** A list, and beside it the details of one row while there are any. The list stays mounted when they come and go. */
export function SplitView({ list, detail }: { list: ReactNode; detail: ReactNode | null }) {
  const { width, bounds, handlers } = useDetailWidth();
  const columns = detail === null ? 'minmax(0, 1fr)' : `minmax(0, 1fr) 1px minmax(320px, ${String(width)}px)`;
  return (
    <div className="split" style={{ gridTemplateColumns: columns }}>
      <div className="split-list">{list}</div>
      {detail === null ? null : (
        <>
          <hr
            className="split-handle"
            // A separator that can be moved is a control by ARIA, though the linter does not know it.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-orientation="vertical"
            aria-label="Width of the details"
            aria-valuenow={width}
            aria-valuemin={bounds.min}
            aria-valuemax={bounds.max}
            {...handlers}
          />
          {detail}
        </>
      )}
    </div>
  );
}
