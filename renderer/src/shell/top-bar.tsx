import { ActionIcon } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { BaseUrlChip } from './base-url-chip.tsx';
import { LiveStatus } from './live-status.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import './top-bar.css';

export function TopBar({ title, onShortcuts }: { title: string; onShortcuts: () => void }) {
  return (
    <div className="top-bar">
      <h1>{title}</h1>
      <div className="top-bar-end">
        <LiveStatus />
        <BaseUrlChip />
        <ThemeToggle />
        <ActionIcon aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={onShortcuts}>
          <Keyboard size={16} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
}
