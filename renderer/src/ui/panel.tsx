import { useId, type ReactNode } from 'react';
import './panel.css';

/** A titled box; `flush` lets a table reach its borders. */
export function Panel(props: { title: string; aside?: ReactNode; flush?: boolean; children: ReactNode }) {
  const titleId = useId();
  return (
    <section className="panel" aria-labelledby={titleId}>
      <div className="panel-head">
        <h2 id={titleId}>{props.title}</h2>
        {props.aside}
      </div>
      <div className="panel-body" data-flush={props.flush}>
        {props.children}
      </div>
    </section>
  );
}
