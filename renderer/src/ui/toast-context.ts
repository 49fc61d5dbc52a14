import { createContext, useContext } from 'react';

export interface Toast {
  message: string;
  tone: 'plain' | 'bad';
  /** What the toast offers, such as Undo; also done by the key `u` while the toast shows. */
  action?: { label: string; run: () => void };
}

export const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Shows a message for a while at the lower edge of the window. */
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext);
