import type { LucideIcon } from 'lucide-react';

/** One line of the palette. */
export interface PaletteCommand {
  id: string;
  group: 'Go to' | 'Mode' | 'Copy' | 'Cache' | 'Views' | 'Upstreams' | 'Theme' | 'Help';
  title: string;
  icon: LucideIcon;
  /** What it stands at now, or what it does, beside the title. */
  detail?: string;
  /** Other words that find it. */
  keywords?: string[];
  /** Keys that do the same without the palette. */
  keys?: string;
  run: () => void;
}
