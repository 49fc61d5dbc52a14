import { Button, CloseButton } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useShortcuts } from './use-shortcuts.ts';
import { ToastContext, type Toast } from './toast-context.ts';
import './toast.css';

/** What asks for something, or tells of a failure, stays long enough to be read and reached. */
const longMs = 10_000;
const shortMs = 4000;

/** Keeps the one toast that shows; a newer one takes its place. Pointing at it or focusing it holds it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<{ id: number; content: Toast } | null>(null);
  const [held, setHeld] = useState(false);
  const show = useCallback((content: Toast) => setToast((last) => ({ id: (last?.id ?? 0) + 1, content })), []);
  const close = (): void => {
    setToast(null);
    setHeld(false);
  };

  useEffect(() => {
    if (toast === null || held) return undefined;
    const { tone, action } = toast.content;
    const timer = setTimeout(() => setToast(null), tone === 'bad' || action !== undefined ? longMs : shortMs);
    return () => clearTimeout(timer);
  }, [toast, held]);

  const act = (): void => {
    toast?.content.action?.run();
    close();
  };
  useShortcuts({ u: () => toast?.content.action !== undefined && act() });

  return (
    <ToastContext value={show}>
      {children}
      <output className="toast-place" aria-live="polite">
        {toast === null ? null : (
          <div
            className="toast"
            key={toast.id}
            data-tone={toast.content.tone}
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <span>{toast.content.message}</span>
            {toast.content.action === undefined ? null : (
              <Button variant="default" onClick={act}>
                {toast.content.action.label}
              </Button>
            )}
            <CloseButton size="sm" aria-label="Dismiss" onClick={close} />
          </div>
        )}
      </output>
    </ToastContext>
  );
}
