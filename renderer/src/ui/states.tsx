import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageOf } from '../client/client-error.ts';
import './panel.css';

/** What a panel shows until its first value is there. */
export function LoadingState({ label = 'Loading…' }: { label?: string }) {
  return (
    <output className="state">
      <Loader size={18} color="var(--sc-text-dim)" />
      <span>{label}</span>
    </output>
  );
}

/** Nothing to show, and what would change that. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-title">{title}</span>
      {children}
    </div>
  );
}

/** What went wrong in the core's own words, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="state" role="alert">
      <span className="state-title">This could not be loaded</span>
      <span className="state-body">{messageOf(error)}</span>
      {onRetry === undefined ? null : (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
