import { CloseButton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import './split-view.css';

interface DetailPaneProps {
  label: string;
  title: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of a row's details. Escape closes it from anywhere inside. */
export function DetailPane({ label, title, actions, onClose, children }: DetailPaneProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    // Escape bubbles up to here from the controls inside; the section itself takes no focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="detail" aria-label={label} onKeyDown={onKeyDown}>
      <div className="detail-head">
        <h2 className="truncate">{title}</h2>
        <CloseButton size="sm" aria-label="Close details" title="Close details (Esc)" onClick={onClose} />
      </div>
      {actions === undefined ? null : <div className="detail-actions">{actions}</div>}
      {children}
    </section>
  );
}
