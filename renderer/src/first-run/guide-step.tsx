import { Loader } from '@mantine/core';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

/** One numbered step; the number gives way to a tick. */
export function GuideStep(props: { number: number; title: string; done: boolean; children: ReactNode }) {
  const { number, title, done, children } = props;
  return (
    <li className="guide-step">
      <span className="guide-number" data-done={done || undefined}>
        {done ? <Check size={14} aria-label="done" /> : number}
      </span>
      <div className="guide-content">
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}

export function Waiting({ words }: { words: string }) {
  return (
    <output className="guide-wait dim">
      <Loader size={12} color="var(--sc-text-dim)" /> {words}
    </output>
  );
}

export function Arrived({ children }: { children: ReactNode }) {
  return (
    <output className="guide-wait good">
      <Check size={14} aria-hidden /> <span>{children}</span>
    </output>
  );
}
