import { describe, expect, test } from 'vitest';
import { environmentLines } from '../../src-core/index.ts';
import { trayIcon, trayModel, trayTooltip, type TrayItem, type TrayState } from '../../electron/tray-model.ts';

const running: TrayState = {
  url: 'http://127.0.0.1:8080',
  problem: null,
  port: 8080,
  mode: 'live',
  today: { hits: 1142, lookups: 3000, dollars: 1.924 },
  login: 'off',
  update: { kind: 'off' },
};
const taken: TrayState = {
  ...running,
  url: null,
  problem: { code: 'port_in_use', message: 'Port 8080 is used by node (process 42).' },
};

const action = (label: string, does: object, enabled = true) => ({ type: 'action', label, enabled, action: does });
const labels = (items: TrayItem[]) => items.map((item) => ('label' in item ? item.label : '—'));

describe('the tray’s menu', () => {
  test('while running: state, today’s numbers, open, mode, copy, start at login, quit', () => {
    const radio = (label: string, mode: string, checked = false) => ({
      type: 'radio',
      label,
      checked,
      action: { kind: 'mode', mode },
    });
    const copy = (label: string, text: string) => action(label, { kind: 'copy', text });
    expect(trayModel(running)).toEqual([
      { type: 'text', label: '● Running on 127.0.0.1:8080' },
      { type: 'text', label: 'Today: 1,142 hits · 38% · $1.92 saved' },
      { type: 'separator' },
      action('Open Semcache', { kind: 'open' }),
      {
        type: 'submenu',
        label: 'Mode',
        enabled: true,
        items: [
          radio('Live', 'live', true),
          radio('Prefer Cache', 'prefer-cache'),
          radio('Replay Only', 'replay-only'),
          radio('Refresh', 'refresh'),
          radio('Paused', 'pause'),
        ],
      },
      copy('Copy Base URL', 'http://127.0.0.1:8080'),
      {
        type: 'submenu',
        label: 'Copy Environment for',
        enabled: true,
        items: [
          copy('bash, zsh', environmentLines('http://127.0.0.1:8080', 'bash').join('\n')),
          copy('fish', environmentLines('http://127.0.0.1:8080', 'fish').join('\n')),
          copy('PowerShell', environmentLines('http://127.0.0.1:8080', 'powershell').join('\n')),
          copy('cmd', environmentLines('http://127.0.0.1:8080', 'cmd').join('\n')),
        ],
      },
      { type: 'separator' },
      { type: 'checkbox', label: 'Start at Login', checked: false, action: { kind: 'login', on: true } },
      { type: 'separator' },
      action('Quit Semcache', { kind: 'quit' }),
    ]);
  });

  test('while the port is taken: says which, offers the way out, copies no address that leads nowhere', () => {
    const items = trayModel(taken);
    expect(items.slice(0, 3)).toEqual([
      { type: 'text', label: 'Port 8080 is in use' },
      { type: 'text', label: 'Today: 1,142 hits · 38% · $1.92 saved' },
      action('Fix the Port…', { kind: 'resolve-port' }),
    ]);
    expect(
      items.filter((item) => 'enabled' in item && !item.enabled).map((item) => 'label' in item && item.label),
    ).toEqual(['Copy Base URL', 'Copy Environment for']);
    expect(labels(items)).toContain('Quit Semcache');
  });

  test.each<[string, Partial<TrayState>, string]>([
    ['paused', { mode: 'pause' }, 'Paused, passing through on 127.0.0.1:8080'],
    ['replaying only', { mode: 'replay-only' }, '● Replaying only on 127.0.0.1:8080'],
    ['refreshing', { mode: 'refresh' }, '● Refreshing on 127.0.0.1:8080'],
    ['preferring the cache', { mode: 'prefer-cache' }, '● Running, preferring the cache, on 127.0.0.1:8080'],
    ['on IPv6', { url: 'http://[::1]:8080' }, '● Running on [::1]:8080'],
    [
      'not permitted',
      { url: null, problem: { code: 'port_not_permitted', message: '' } },
      'Port 8080 is not permitted',
    ],
    ['port not known yet', { ...taken, port: null }, 'The port is in use'],
    ['closed without a reason', { url: null }, 'Not listening'],
  ])('first line when %s', (_state, change, line) => {
    expect(labels(trayModel({ ...running, ...change }))[0]).toBe(line);
  });

  test.each<[TrayState['today'], string]>([
    [null, 'Today: –'],
    [{ hits: 0, lookups: 0, dollars: 0 }, 'Today: 0 hits'],
    [{ hits: 1, lookups: 1, dollars: 0.004 }, 'Today: 1 hit · 100%'],
    [{ hits: 1, lookups: 3, dollars: 0.01 }, 'Today: 1 hit · 33% · $0.01 saved'],
  ])('second line for %o', (today, line) => {
    expect(labels(trayModel({ ...running, today }))[1]).toBe(line);
  });

  test('tooltip and picture follow the state', () => {
    expect(
      [running, { ...running, mode: 'pause' as const }, { ...running, mode: 'replay-only' as const }, taken].map(
        (state) => [trayIcon(state), trayTooltip(state)],
      ),
    ).toEqual([
      ['running', 'Semcache: Running on 127.0.0.1:8080'],
      ['paused', 'Semcache: Paused, passing through on 127.0.0.1:8080'],
      ['replaying', 'Semcache: Replaying only on 127.0.0.1:8080'],
      ['error', 'Semcache: Port 8080 is in use'],
    ]);
  });
});

describe('start at login', () => {
  const item = (login: TrayState['login']) =>
    trayModel({ ...running, login }).find((found) => found.type === 'checkbox' && found.action.kind === 'login');
  test.each<[TrayState['login'], object | undefined]>([
    ['on', { type: 'checkbox', label: 'Start at Login', checked: true, action: { kind: 'login', on: false } }],
    [
      'waiting',
      {
        type: 'checkbox',
        label: 'Start at Login (allow it in System Settings)',
        checked: true,
        action: { kind: 'login', on: false },
      },
    ],
    ['unavailable', undefined],
  ])('shown as the system has it: %s', (login, expected) => {
    expect(item(login)).toEqual(expected);
  });
});

describe('a new version', () => {
  test.each<[TrayState['update'], object[]]>([
    [{ kind: 'off' }, []],
    [{ kind: 'checking' }, []],
    [{ kind: 'current' }, []],
    [
      { kind: 'available', version: '2.0.0', loading: false },
      [action('Fetch Version 2.0.0', { kind: 'download-update' })],
    ],
    [{ kind: 'available', version: '2.0.0', loading: true }, [{ type: 'text', label: 'Fetching Version 2.0.0…' }]],
    [{ kind: 'ready', version: '2.0.0' }, [action('Restart to Update to 2.0.0', { kind: 'install-update' })]],
    [{ kind: 'failed', message: 'net::ERR' }, [{ type: 'text', label: 'No update: net::ERR' }]],
    [{ kind: 'unavailable', reason: 'no address' }, [{ type: 'text', label: 'No updates: no address' }]],
  ])('%o', (update, items) => {
    const model = trayModel({ ...running, update });
    expect(
      model.slice(
        2,
        model.findIndex(({ type }) => type === 'separator'),
      ),
    ).toEqual(items);
  });
});
