import { ActionIcon } from '@mantine/core';
import { Keyboard, Search } from 'lucide-react';
import { BaseUrlChip } from './base-url-chip.tsx';
import { LiveStatus } from './live-status.tsx';
import { ModeMenu } from './mode-menu.tsx';
import { ThemeToggle } from './theme-toggle.tsx';
import './top-bar.css';

interface TopBarProps {
  title: string;
  onPalette: () => void;
  onShortcuts: () => void;
}

export function TopBar({ title, onPalette, onShortcuts }: TopBarProps) {
  return (
    <div className="top-bar">
      <h1>{title}</h1>
      <div className="top-bar-end">
        <LiveStatus />
        <ModeMenu />
        <BaseUrlChip />
        <ActionIcon aria-label="Search and commands" title="Search and commands (Ctrl K)" onClick={onPalette}>
          <Search size={16} aria-hidden />
        </ActionIcon>
        <ThemeToggle />
        <ActionIcon aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={onShortcuts}>
          <Keyboard size={16} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
}
