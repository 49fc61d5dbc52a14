import type { CacheMode } from '../src-core/contracts/views.ts';
import { environmentLines, type Shell } from '../src-core/index.ts';

export interface TrayState {
  /** Base URL of the proxy; null while it does not listen. */
  url: string | null;
  /** Why it does not listen. */
  problem: { code: string; message: string } | null;
  /** Port of the settings, for saying which one is taken; null until it is known. */
  port: number | null;
  mode: CacheMode;
  /** Null until the numbers are known. */
  today: { hits: number; lookups: number } | null;
}

export type TrayAction =
  | { kind: 'open' }
  | { kind: 'copy'; text: string }
  | { kind: 'resolve-port' }
  | { kind: 'quit' };

export type TrayItem =
  | { type: 'separator' }
  | { type: 'text'; label: string }
  | { type: 'action'; label: string; enabled: boolean; action: TrayAction }
  | { type: 'submenu'; label: string; enabled: boolean; items: TrayItem[] };

export type TrayIcon = 'running' | 'paused' | 'error';

export function trayIcon(state: TrayState): TrayIcon {
  if (state.url === null) return 'error';
  return state.mode === 'pause' ? 'paused' : 'running';
}

/** The menu as data: what it says and what each item does. */
export function trayModel(state: TrayState): TrayItem[] {
  const { url } = state;
  const listening = url !== null;
  const copy = (label: string, text: string): TrayItem => ({
    type: 'action',
    label,
    enabled: listening,
    action: { kind: 'copy', text },
  });
  const environment = (label: string, shell: Shell): TrayItem =>
    copy(label, listening ? environmentLines(url, shell).join('\n') : '');
  return [
    { type: 'text', label: stateLine(state) },
    { type: 'text', label: todayLine(state.today) },
    ...(listening ? [] : [action('Fix the Port…', { kind: 'resolve-port' })]),
    { type: 'separator' },
    action('Open Semcache', { kind: 'open' }),
    copy('Copy Base URL', url ?? ''),
    {
      type: 'submenu',
      label: 'Copy Environment for',
      enabled: listening,
      items: [
        environment('bash, zsh', 'bash'),
        environment('fish', 'fish'),
        environment('PowerShell', 'powershell'),
        environment('cmd', 'cmd'),
      ],
    },
    { type: 'separator' },
    action('Quit Semcache', { kind: 'quit' }),
  ];
}

/** Shown when the pointer rests on the icon. */
export function trayTooltip(state: TrayState): string {
  return `Semcache: ${stateLine(state).replace('● ', '')}`;
}

const action = (label: string, does: TrayAction): TrayItem => ({ type: 'action', label, enabled: true, action: does });

const modeWords: Record<CacheMode, string> = {
  live: '● Running',
  'prefer-cache': '● Running, preferring the cache,',
  'replay-only': '● Replaying only',
  refresh: '● Refreshing',
  pause: 'Paused, passing through',
};

function stateLine(state: TrayState): string {
  if (state.url !== null) return `${modeWords[state.mode]} on ${new URL(state.url).host}`;
  const port = state.port === null ? 'The port' : `Port ${String(state.port)}`;
  if (state.problem?.code === 'port_in_use') return `${port} is in use`;
  return state.problem?.code === 'port_not_permitted' ? `${port} is not permitted` : 'Not listening';
}

function todayLine(today: TrayState['today']): string {
  if (today === null) return 'Today: –';
  const hits = `Today: ${today.hits.toLocaleString('en')} ${today.hits === 1 ? 'hit' : 'hits'}`;
  return today.lookups === 0 ? hits : `${hits} · ${String(Math.round((100 * today.hits) / today.lookups))}%`;
}
