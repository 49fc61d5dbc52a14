import { afterEach, describe, expect, test } from 'vitest';
import type { Settings } from '../../src-core/contracts/settings.ts';
import { createUpdates, type UpdateSource } from '../../electron/updates.ts';
import { openUpdateSource } from '../../electron/update-source.ts';
import { pollUntil } from '../support/poll-until.ts';
import { tempDir, testHost } from '../support/core-instance.ts';
import { runDesktop, type Desktop } from './support/run-desktop.ts';

/** Updates with everything that happens written down. */
function watchUpdates(source: Partial<UpdateSource> | Error, first: Settings['updates']['check']) {
  const log: string[] = [];
  let mode = first;
  let daily = (): void => undefined;
  const updates = createUpdates({
    mode: () => Promise.resolve(mode),
    openSource: () => {
      log.push('open');
      if (source instanceof Error) return Promise.reject(source);
      return Promise.resolve({
        check: () => Promise.resolve({ version: '2.0.0', isNewer: true }),
        download: () => Promise.resolve(),
        install: () => void log.push('install'),
        ...source,
      });
    },
    onChange: () => {
      const { state } = updates;
      log.push('version' in state ? `${state.kind} ${state.version}` : state.kind);
    },
    onReady: (version) => void log.push(`told of ${version}`),
    repeat: (task) => {
      daily = task;
      return { stop: () => void log.push('stop') };
    },
  });
  return { updates, log, setMode: (next: typeof mode) => (mode = next), aDayPasses: () => daily() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('looking for new versions', () => {
  test('off: nobody is asked, and electron-updater is not even loaded', async () => {
    const { updates, log, aDayPasses } = watchUpdates({}, 'off');
    updates.apply();
    await settled();
    aDayPasses();
    await settled();
    expect([log, updates.state]).toEqual([[], { kind: 'off' }]);
  });

  test('notify: says so, fetches when told to, installs when told to', async () => {
    const { updates, log } = watchUpdates({}, 'notify');
    updates.apply();
    await settled();
    expect(updates.state).toEqual({ kind: 'available', version: '2.0.0', loading: false });
    expect(updates.install).toBe(null);
    updates.download();
    await settled();
    updates.install?.();
    expect(log).toEqual([
      'open',
      'checking',
      'available 2.0.0',
      'available 2.0.0',
      'ready 2.0.0',
      'told of 2.0.0',
      'install',
    ]);
  });

  test('install: fetches, and waits for its owner', async () => {
    const { updates, log, aDayPasses } = watchUpdates({}, 'install');
    updates.apply();
    await settled();
    expect(log).toEqual(['open', 'checking', 'available 2.0.0', 'ready 2.0.0', 'told of 2.0.0']);
    aDayPasses();
    await settled();
    expect(log).toHaveLength(5);
  });

  test('a failure is a state of one line, and the next day tries again', async () => {
    let fail = true;
    const check = () =>
      fail
        ? Promise.reject(new Error('HttpError: 404\nHeaders: {…}'))
        : Promise.resolve({ version: '1.0.0', isNewer: false });
    const { updates, aDayPasses } = watchUpdates({ check }, 'notify');
    updates.apply();
    await settled();
    expect(updates.state).toEqual({ kind: 'failed', message: 'HttpError: 404' });
    fail = false;
    aDayPasses();
    await settled();
    expect(updates.state).toEqual({ kind: 'current' });
  });

  test('a build that cannot be updated says why; switched off, it is silent again', async () => {
    const { updates, setMode } = watchUpdates(new Error('no address'), 'notify');
    updates.apply();
    await settled();
    expect(updates.state).toEqual({ kind: 'unavailable', reason: 'no address' });
    setMode('off');
    updates.apply();
    await settled();
    expect(updates.state).toEqual({ kind: 'off' });
  });

  test('one look at a time', async () => {
    const answer = Promise.withResolvers<null>();
    const { updates, log } = watchUpdates({ check: () => answer.promise }, 'notify');
    updates.apply();
    updates.apply();
    await settled();
    answer.resolve(null);
    await settled();
    expect(log).toEqual(['open', 'checking', 'current']);
  });
});

describe('where updates come from', () => {
  test('nowhere, for an app that was not packed or was packed without an address', async () => {
    const { logger } = testHost();
    await expect(openUpdateSource(null, {}, logger)).rejects.toThrow('only a packed app updates itself');
    const temp = tempDir();
    await expect(openUpdateSource(temp.path, {}, logger)).rejects.toThrow('no address to ask');
    const portable = { PORTABLE_EXECUTABLE_FILE: 'C:/Semcache.exe' };
    await expect(openUpdateSource(temp.path, portable, logger)).rejects.toThrow('replaced by hand');
    temp.remove();
  });
});

let desktop: Desktop | undefined;
afterEach(async () => {
  await desktop?.stop();
  desktop = undefined;
});

describe('in the app', () => {
  const source = (log: string[]): UpdateSource => ({
    check: () => {
      log.push('check');
      return Promise.resolve({ version: '9.0.0', isNewer: true });
    },
    download: () => Promise.resolve(),
    install: () => {
      log.push('install');
      desktop?.app.exit(0);
    },
  });

  test('with the settings as they come, nothing is asked of anyone', async () => {
    const log: string[] = [];
    desktop = await runDesktop({ deps: { openUpdateSource: () => Promise.resolve(source(log)) } });
    await desktop.core().call('settings.set', { patch: { window: { theme: 'dark' } } });
    await settled();
    expect(log).toEqual([]);
  });

  test('switched on, it is told once and installed from the tray, after the draining', async () => {
    const log: string[] = [];
    desktop = await runDesktop({ deps: { openUpdateSource: () => Promise.resolve(source(log)) } });
    const { core, notifications, tray, chooseInTray, app } = desktop;
    await core().call('settings.set', { patch: { updates: { check: 'install' } } });
    await pollUntil(() => notifications.length === 1);
    expect(notifications[0]?.options.title).toBe('Semcache 9.0.0 is ready');
    const url = core().url ?? '';
    await pollUntil(() =>
      tray()
        .menus.at(-1)
        ?.items.some(({ label }) => label === 'Restart to Update to 9.0.0'),
    );
    chooseInTray('Restart to Update to 9.0.0');
    expect(await app.exited).toBe(0);
    expect(log).toEqual(['check', 'install']);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });
});
