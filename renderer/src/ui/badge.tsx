import type { ReactNode } from 'react';
import type { Tone } from '../theme/palette.ts';
import './outcome-badge.css';

/** A short word on a coloured ground; the word says everything that the colour does. */
export function Badge({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone} title={title}>
      {children}
    </span>
  );
}
