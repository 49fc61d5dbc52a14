import { Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import './dialog.css';

interface DialogProps {
  title: string;
  width: number;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A dialog that has the keyboard to itself until it is closed. Its head is no `header` element, which outside of the
 * page's frame would be a second banner.
 */
export function Dialog({ title, width, onClose, children }: DialogProps) {
  // A dialog that is taken out of the page closes at once; what had the focus before gets it back.
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => (before instanceof HTMLElement ? before.focus({ preventScroll: true }) : undefined), [before]);
  return (
    <Modal.Root opened onClose={onClose} size={width} centered returnFocus={false} transitionProps={{ duration: 120 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" size="sm" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
