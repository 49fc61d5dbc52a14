import { Fragment, type ReactNode } from 'react';
import './facts.css';

/** Named values below each other. */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map(({ name, value }, index) => (
        // Header fields may repeat a name, so the place is part of the key.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={`${name} ${String(index)}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
