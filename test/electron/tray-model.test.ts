import { describe, expect, test } from 'vitest';
import { environmentLines } from '../../src-core/index.ts';
import { trayIcon, trayModel, trayTooltip, type TrayItem, type TrayState } from '../../electron/tray-model.ts';

const running: TrayState = {
  url: 'http://127.0.0.1:8080',
  problem: null,
  port: 8080,
  mode: 'live',
  today: { hits: 1142, lookups: 3000 },
};
const taken: TrayState = {
  ...running,
  url: null,
  problem: { code: 'port_in_use', message: 'Port 8080 is used by node (process 42).' },
};

const action = (label: string, does: object, enabled = true) => ({ type: 'action', label, enabled, action: does });
const labels = (items: TrayItem[]) => items.map((item) => ('label' in item ? item.label : '—'));

describe('the tray’s menu', () => {
  test('while running: state, today’s numbers, open, copy, quit', () => {
    const copy = (label: string, text: string) => action(label, { kind: 'copy', text });
    expect(trayModel(running)).toEqual([
      { type: 'text', label: '● Running on 127.0.0.1:8080' },
      { type: 'text', label: 'Today: 1,142 hits · 38%' },
      { type: 'separator' },
      action('Open Semcache', { kind: 'open' }),
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
      action('Quit Semcache', { kind: 'quit' }),
    ]);
  });

  test('while the port is taken: says which, offers the way out, copies no address that leads nowhere', () => {
    const items = trayModel(taken);
    expect(items.slice(0, 3)).toEqual([
      { type: 'text', label: 'Port 8080 is in use' },
      { type: 'text', label: 'Today: 1,142 hits · 38%' },
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
    [{ hits: 0, lookups: 0 }, 'Today: 0 hits'],
    [{ hits: 1, lookups: 1 }, 'Today: 1 hit · 100%'],
    [{ hits: 1, lookups: 3 }, 'Today: 1 hit · 33%'],
  ])('second line for %o', (today, line) => {
    expect(labels(trayModel({ ...running, today }))[1]).toBe(line);
  });

  test('tooltip and picture follow the state', () => {
    expect(
      [running, { ...running, mode: 'pause' as const }, taken].map((state) => [trayIcon(state), trayTooltip(state)]),
    ).toEqual([
      ['running', 'Semcache: Running on 127.0.0.1:8080'],
      ['paused', 'Semcache: Paused, passing through on 127.0.0.1:8080'],
      ['error', 'Semcache: Port 8080 is in use'],
    ]);
  });
});
