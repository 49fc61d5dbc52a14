import type { CacheMode } from '../src-core/contracts/views.ts';
import { environmentLines, type Shell } from '../src-core/index.ts';
import type { LoginState } from './login-state.ts';
import type { UpdateState } from './updates.ts';

export interface TrayState {
  /** Base URL of the proxy; null while it does not listen. */
  url: string | null;
  /** Why it does not listen. */
  problem: { code: string; message: string } | null;
  /** Port of the settings, for saying which one is taken; null until it is known. */
  port: number | null;
  mode: CacheMode;
  /** Null until the numbers are known. `dollars` are those that hits of today saved. */
  today: { hits: number; lookups: number; dollars: number } | null;
  login: LoginState;
  update: UpdateState;
}

export type TrayAction =
  | { kind: 'open' }
  | { kind: 'copy'; text: string }
  | { kind: 'mode'; mode: CacheMode }
  | { kind: 'login'; on: boolean }
  | { kind: 'resolve-port' }
  | { kind: 'download-update' }
  | { kind: 'install-update' }
  | { kind: 'quit' };

export type TrayItem =
  | { type: 'separator' }
  | { type: 'text'; label: string }
  | { type: 'action'; label: string; enabled: boolean; action: TrayAction }
  | { type: 'radio' | 'checkbox'; label: string; checked: boolean; action: TrayAction }
  | { type: 'submenu'; label: string; enabled: boolean; items: TrayItem[] };

export const trayIcons = ['running', 'paused', 'replaying', 'error'] as const;
export type TrayIcon = (typeof trayIcons)[number];

export function trayIcon(state: TrayState): TrayIcon {
  if (state.url === null) return 'error';
  if (state.mode === 'replay-only') return 'replaying';
  return state.mode === 'pause' ? 'paused' : 'running';
}

/** The menu as data: what it says and what each item does. */
export function trayModel(state: TrayState): TrayItem[] {
  return [
    { type: 'text', label: stateLine(state) },
    { type: 'text', label: todayLine(state.today) },
    ...(state.url === null ? [action('Fix the Port…', { kind: 'resolve-port' })] : []),
    ...updateItems(state.update),
    { type: 'separator' },
    action('Open Semcache', { kind: 'open' }),
    { type: 'submenu', label: 'Mode', enabled: true, items: modeItems(state.mode) },
    ...copyItems(state.url),
    { type: 'separator' },
    ...loginItems(state.login),
    action('Quit Semcache', { kind: 'quit' }),
  ];
}

/** Shown when the pointer rests on the icon. */
export function trayTooltip(state: TrayState): string {
  return `Semcache: ${stateLine(state).replace('● ', '')}`;
}

const action = (label: string, does: TrayAction): TrayItem => ({ type: 'action', label, enabled: true, action: does });

const modeLabels: [CacheMode, string][] = [
  ['live', 'Live'],
  ['prefer-cache', 'Prefer Cache'],
  ['replay-only', 'Replay Only'],
  ['refresh', 'Refresh'],
  ['pause', 'Paused'],
];

function modeItems(current: CacheMode): TrayItem[] {
  return modeLabels.map(([mode, label]) => ({
    type: 'radio',
    label,
    checked: mode === current,
    action: { kind: 'mode', mode },
  }));
}

const shellLabels: [Shell, string][] = [
  ['bash', 'bash, zsh'],
  ['fish', 'fish'],
  ['powershell', 'PowerShell'],
  ['cmd', 'cmd'],
];

/** Disabled while there is no address: a copied one would lead nowhere. */
function copyItems(url: string | null): TrayItem[] {
  const enabled = url !== null;
  const copy = (label: string, text: string): TrayItem => ({
    type: 'action',
    label,
    enabled,
    action: { kind: 'copy', text },
  });
  return [
    copy('Copy Base URL', url ?? ''),
    {
      type: 'submenu',
      label: 'Copy Environment for',
      enabled,
      items: shellLabels.map(([shell, label]) => copy(label, enabled ? environmentLines(url, shell).join('\n') : '')),
    },
  ];
}

function loginItems(login: LoginState): TrayItem[] {
  if (login === 'unavailable') return [];
  const on = login !== 'off';
  const label = login === 'waiting' ? 'Start at Login (allow it in System Settings)' : 'Start at Login';
  return [{ type: 'checkbox', label, checked: on, action: { kind: 'login', on: !on } }, { type: 'separator' }];
}

/** Only what its owner can act on, or has asked for and does not get. */
function updateItems(update: UpdateState): TrayItem[] {
  if (update.kind === 'ready') return [action(`Restart to Update to ${update.version}`, { kind: 'install-update' })];
  if (update.kind === 'failed') return [{ type: 'text', label: `No update: ${update.message}` }];
  if (update.kind === 'unavailable') return [{ type: 'text', label: `No updates: ${update.reason}` }];
  if (update.kind !== 'available') return [];
  return update.loading
    ? [{ type: 'text', label: `Fetching Version ${update.version}…` }]
    : [action(`Fetch Version ${update.version}`, { kind: 'download-update' })];
}

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
  if (today.lookups === 0) return hits;
  const share = `${String(Math.round((100 * today.hits) / today.lookups))}%`;
  // Less than a cent is not worth a place, and "$0.00 saved" would be wrong.
  const saved = today.dollars >= 0.01 ? [`$${today.dollars.toFixed(2)} saved`] : [];
  return [hits, share, ...saved].join(' · ');
}
