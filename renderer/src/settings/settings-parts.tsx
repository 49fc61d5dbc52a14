import type { ReactNode } from 'react';
import type { Settings } from '../../../src-core/contracts/settings.ts';
import type { SettingSection } from '../model/setting-fields.ts';
import { AdvancedPanel } from './advanced-panel.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { ModelsPanel } from './models-panel.tsx';
import { PricesPanel } from './prices-panel.tsx';
import { ProjectsPanel } from './projects-panel.tsx';
import { WipePanel } from './wipe-panel.tsx';

export interface SettingsPart {
  id: string;
  title: string;
  /** Section of the form that begins this part. */
  fields: SettingSection | null;
  /** What the part has beyond fields; each saves by itself. */
  more?: (props: { settings: Settings; file: string }) => ReactNode;
  desktopOnly?: boolean;
}

/** Parts of the settings page in their order; links to them are `#/settings?q=<id>`. */
export const settingsParts: readonly SettingsPart[] = [
  { id: 'general', title: 'General', fields: 'window' },
  { id: 'proxy', title: 'Proxy', fields: 'proxy' },
  { id: 'cache', title: 'Cache', fields: 'cache' },
  { id: 'projects', title: 'Projects', fields: null, more: () => <ProjectsPanel /> },
  { id: 'matching', title: 'Matching', fields: 'matching', more: () => <ModelsPanel /> },
  { id: 'shadow', title: 'Shadow checks', fields: 'shadow', more: () => <ChecksPanel /> },
  {
    id: 'savings',
    title: 'Savings',
    fields: null,
    more: ({ settings }) => <PricesPanel saved={settings.savings.prices} />,
  },
  { id: 'privacy', title: 'Privacy', fields: 'privacy', more: () => <WipePanel /> },
  { id: 'updates', title: 'Updates', fields: 'updates', desktopOnly: true },
  { id: 'advanced', title: 'Advanced', fields: null, more: ({ file }) => <AdvancedPanel file={file} /> },
];
