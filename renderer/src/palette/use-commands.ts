import { Bookmark, Copy, FileDown, Keyboard, Radar, Repeat, Rocket, SunMoon, Terminal, Trash2 } from 'lucide-react';
import { environmentLines } from '../../../src-core/contracts/environment.ts';
import { useOperation } from '../client/use-operation.ts';
import { apiBase } from '../model/base-url.ts';
import { modeList } from '../model/mode-words.ts';
import { savedLists } from '../model/view-store.ts';
import { navigate } from '../router/use-route.ts';
import { screens } from '../router/route.ts';
import { useViews } from '../saved-views/use-views.ts';
import { screenIcons } from '../shell/screen-icons.ts';
import { useSetMode } from '../shell/use-mode.ts';
import { useSetTheme } from '../shell/use-set-theme.ts';
import { screenTitles } from '../shortcuts/screen-names.ts';
import { goKeys } from '../shortcuts/shortcut-table.ts';
import type { PaletteCommand } from './command.ts';
import { useDiagnostics } from './use-diagnostics.ts';
import { useTestUpstream } from './use-test-upstream.ts';
import { useCopyText } from './use-copy-text.ts';

/** What the palette cannot do by itself: dialogs and guides of the frame. */
export interface PaletteDoors {
  openSheet: () => void;
  openClear: () => void;
  openGuide: () => void;
}

const shells = [
  { shell: 'bash', title: 'bash and zsh' },
  { shell: 'fish', title: 'fish' },
  { shell: 'powershell', title: 'PowerShell' },
  { shell: 'cmd', title: 'cmd' },
] as const;

const themes = [
  { theme: 'system', title: 'As the system' },
  { theme: 'light', title: 'Light' },
  { theme: 'dark', title: 'Dark' },
] as const;

/** Every command of the palette, in the order in which it lists them before anything is typed. */
export function useCommands(doors: PaletteDoors): PaletteCommand[] {
  const status = useOperation('status.get', {});
  return [
    ...goCommands(),
    ...useModeCommands(),
    ...useCopyCommands(status.data?.url ?? null),
    {
      id: 'clear',
      group: 'Cache',
      title: 'Clear the cache…',
      icon: Trash2,
      detail: 'says how much first',
      keywords: ['delete', 'remove', 'wipe', 'empty'],
      run: doors.openClear,
    },
    ...useViewCommands(),
    ...useUpstreamCommands(),
    ...useThemeCommands(),
    ...useHelpCommands(doors),
  ];
}

const goCommands = (): PaletteCommand[] =>
  screens.map((screen) => ({
    id: `go ${screen}`,
    group: 'Go to',
    title: screenTitles[screen],
    icon: screenIcons[screen],
    keys: goKeys(screen),
    run: () => navigate({ screen }),
  }));

function useModeCommands(): PaletteCommand[] {
  const modes = useOperation('mode.get', {});
  const setMode = useSetMode();
  if (modes.data === undefined) return [];
  const now = modes.data.mode;
  return modeList.map(({ mode, title, does }) => ({
    id: `mode ${mode}`,
    group: 'Mode',
    title: `Mode: ${title}`,
    icon: Repeat,
    detail: mode === now ? 'now' : does,
    keywords: [mode],
    run: () => setMode(mode, now),
  }));
}

function useCopyCommands(url: string | null): PaletteCommand[] {
  const copy = useCopyText();
  if (url === null) return [];
  return [
    {
      id: 'copy base URL',
      group: 'Copy',
      title: 'Copy the base URL',
      icon: Copy,
      detail: apiBase(url),
      keywords: ['address', 'endpoint'],
      run: () => copy(apiBase(url), 'The base URL'),
    },
    ...shells.map(({ shell, title }): PaletteCommand => ({
      id: `copy ${shell}`,
      group: 'Copy',
      title: `Copy the environment for ${title}`,
      icon: Terminal,
      keywords: ['variables', 'export', 'shell', 'OPENAI_BASE_URL'],
      run: () => copy(environmentLines(url, shell).join('\n'), `The environment for ${title}`),
    })),
  ];
}

function useViewCommands(): PaletteCommand[] {
  const { views } = useViews();
  return savedLists.flatMap((list) =>
    views[list].map(({ name, query }) => ({
      id: `view ${list} ${name}`,
      group: 'Views',
      title: `${screenTitles[list]}: ${name}`,
      icon: Bookmark,
      detail: query,
      keywords: ['view', 'filter'],
      run: () => navigate({ screen: list, query }),
    })),
  );
}

function useUpstreamCommands(): PaletteCommand[] {
  const upstreams = useOperation('upstreams.list', {});
  const test = useTestUpstream();
  return (upstreams.data?.items ?? []).map(({ name, title, baseUrl, isDefault }) => ({
    id: `test ${name}`,
    group: 'Upstreams',
    title: `Test ${title}`,
    icon: Radar,
    detail: isDefault ? `default, ${baseUrl}` : baseUrl,
    keywords: ['upstream', 'reachable', name],
    run: () => test(name, title),
  }));
}

function useThemeCommands(): PaletteCommand[] {
  const settings = useOperation('settings.get', {});
  const setTheme = useSetTheme();
  const now = settings.data?.settings.window.theme;
  return themes.map(({ theme, title }) => ({
    id: `theme ${theme}`,
    group: 'Theme',
    title: `Theme: ${title}`,
    icon: SunMoon,
    ...(theme === now ? { detail: 'now' } : {}),
    run: () => setTheme(theme),
  }));
}

function useHelpCommands({ openSheet, openGuide }: PaletteDoors): PaletteCommand[] {
  const exportDiagnostics = useDiagnostics();
  return [
    { id: 'sheet', group: 'Help', title: 'Keyboard shortcuts', icon: Keyboard, keys: '?', run: openSheet },
    {
      id: 'guide',
      group: 'Help',
      title: 'First steps',
      icon: Rocket,
      detail: 'from nothing to the first hit',
      keywords: ['guide', 'start', 'tour', 'setup'],
      run: openGuide,
    },
    {
      id: 'diagnostics',
      group: 'Help',
      title: 'Export diagnostics',
      icon: FileDown,
      detail: 'without prompts, answers or keys',
      keywords: ['bug', 'report', 'support', 'download'],
      run: exportDiagnostics,
    },
  ];
}
