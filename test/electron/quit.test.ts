import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AppDeps } from '../../electron/app-deps.ts';
import { createShutdown } from '../../electron/shutdown.ts';
import { chatChunks, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { pollUntil } from '../support/poll-until.ts';
import { runCore, testHost } from '../support/core-instance.ts';
import { cancellable } from './support/fake-electron.ts';
import { runDesktop, type Desktop, type DesktopOptions } from './support/run-desktop.ts';

let desktop: Desktop | undefined;
let upstream: ScriptedUpstream | undefined;
const run = async (options?: DesktopOptions): Promise<Desktop> => (desktop = await runDesktop(options));

afterEach(async () => {
  await desktop?.stop();
  await upstream?.close();
  [desktop, upstream] = [undefined, undefined];
});

describe('closing the window', () => {
  test('hides it while a tray is there, and the proxy goes on', async () => {
    const { window, app, core } = await run();
    await pollUntil(() => window().visible);
    window().pressClose();
    await pollUntil(() => !window().visible);
    expect({ destroyed: window().destroyed, exit: app.exitCode }).toEqual({ destroyed: false, exit: null });
    expect((await fetch(`${String(core().url)}/healthz`)).status).toBe(200);
  });

  test('says once in the life of a data folder that the proxy goes on', async () => {
    const { window, notifications, app, dataDir } = await run();
    await pollUntil(() => window().visible);
    window().pressClose();
    await pollUntil(() => notifications.length === 1);
    expect(notifications[0]).toMatchObject({ shown: true, options: { title: 'Semcache is still running' } });
    notifications[0]?.emit('click');
    expect(window().visible).toBe(true);
    window().pressClose();
    await pollUntil(() => !window().visible);
    app.quit();
    await app.exited;

    const again = await runDesktop({ dataDir });
    await pollUntil(() => again.window().visible);
    again.window().pressClose();
    await pollUntil(() => !again.window().visible);
    await again.core().call('status.get', {});
    expect({ first: notifications.length, second: again.notifications.length }).toEqual({ first: 1, second: 0 });
    await again.stop();
  });

  test('quits when the user wants no tray', async () => {
    const { window, app } = await run({ settings: { window: { closeToTray: false } } });
    window().pressClose();
    expect(await app.exited).toBe(0);
  });

  test('quits where no tray would show the way back', async () => {
    const { window, app } = await run({ deps: { hasTrayHost: () => Promise.resolve(false) } });
    window().pressClose();
    expect(await app.exited).toBe(0);
  });

  test('follows the setting as it is now', async () => {
    const { window, app, core } = await run();
    await core().call('settings.set', { patch: { window: { closeToTray: false } } });
    window().pressClose();
    expect(await app.exited).toBe(0);
  });

  test('the app outlives a window that is gone', async () => {
    const { app } = await run();
    app.emit('window-all-closed');
    expect(app.exitCode).toBe(null);
    expect(app.listenerCount('window-all-closed')).toBe(1);
  });
});

/** A desktop with one streamed answer under way, of which the first chunk has arrived. */
async function withOpenStream(deps: Partial<AppDeps> = {}) {
  const [first = '', ...rest] = chatChunks(['hel', 'lo']);
  const ending = Promise.withResolvers<void>();
  upstream = await startUpstream(async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(first);
    await ending.promise;
    response.end(rest.join(''));
  });
  const app = await run({
    deps,
    settings: { proxy: { defaultUpstream: 'here' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
  });
  const response = await fetch(`${String(app.core().url)}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-test', stream: true, messages: [{ role: 'user', content: 'hi' }] }),
  });
  return { desktop: app, url: app.core().url ?? '', response, finish: ending.resolve };
}

describe('quitting', () => {
  test('takes no new request, lets an open answer end, then exits', async () => {
    const { desktop, url, response, finish } = await withOpenStream();
    desktop.app.quit();
    expect(desktop.window().visible).toBe(false);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    expect(desktop.app.exitCode).toBe(null);
    finish();
    expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/);
    expect(await desktop.app.exited).toBe(0);
  });

  test('gives the data folder back', async () => {
    const { app, dataDir } = await run();
    app.quit();
    await app.exited;
    const next = await runCore({}, { dataDir });
    expect(next.core.url).not.toBe(null);
    await next.stop();
  });

  test('asked for again, exits at once', async () => {
    let later = 0;
    const clock = { now: Date.now, monotonic: () => performance.now() + later };
    const { desktop, finish } = await withOpenStream({ host: { ...testHost(), clock } });
    desktop.app.quit();
    later = 600;
    expect(desktop.app.exitCode).toBe(null);
    desktop.app.quit();
    expect(desktop.app.exitCode).toBe(0);
    finish();
  });

  test('shows no window any more', async () => {
    const { app, windows } = await run({ argv: ['--port', '0', '--hidden'] });
    app.quit();
    app.emit('second-instance');
    await app.exited;
    expect(windows).toEqual([]);
  });

  test.each<[string, (desktop: Desktop) => void]>([
    ['Windows ends the session', ({ window }) => void window().emit('session-end')],
    ['the system shuts down', ({ powerMonitor }) => void powerMonitor.emit('shutdown')],
  ])('also happens when %s', async (_when, end) => {
    const app = await run();
    end(app);
    expect(await app.app.exited).toBe(0);
  });
});

/** A shutdown with everything it does written down, and a clock in hand. */
function recordShutdown(close: (options: { graceMs: number }) => Promise<void>) {
  let now = 0;
  const log: string[] = [];
  const shutdown = createShutdown({
    exit: (code) => void log.push(`exit ${code}`),
    close: (options) => {
      log.push(`close ${options.graceMs}`);
      return close(options);
    },
    onStart: () => void log.push('start'),
    onFailure: (error) => void log.push(String(error)),
    monotonic: () => now,
  });
  return { shutdown, log, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('the order of a shutdown', () => {
  test('a held Cmd+Q is one request', () => {
    const { shutdown, log, pass } = recordShutdown(() => new Promise(() => undefined));
    for (let repeat = 0; repeat < 4; repeat += 1) {
      const event = cancellable();
      shutdown.onBeforeQuit(event);
      expect(event.defaultPrevented).toBe(true);
      pass(100);
    }
    expect(log).toEqual(['start', 'close 3000']);
  });

  test('a close that fails is reported and does not keep the app', async () => {
    const { shutdown, log } = recordShutdown(() => Promise.reject(new Error('disk full')));
    shutdown.begin();
    await vi.waitFor(() => expect(log).toEqual(['start', 'close 3000', 'Error: disk full', 'exit 0']));
  });

  test('an update leaves in its own way after the draining, and its request to quit is not held up', async () => {
    const { shutdown, log } = recordShutdown(() => Promise.resolve());
    shutdown.begin(() => {
      const event = cancellable();
      shutdown.onBeforeQuit(event);
      log.push(`installed, held up: ${String(event.defaultPrevented)}`);
    });
    await vi.waitFor(() => expect(log).toEqual(['start', 'close 3000', 'installed, held up: false']));
  });

  test('a close that hangs is given up', () => {
    vi.useFakeTimers();
    const { shutdown, log } = recordShutdown(() => new Promise(() => undefined));
    shutdown.begin();
    vi.advanceTimersByTime(5999);
    expect(log).toEqual(['start', 'close 3000']);
    vi.advanceTimersByTime(1);
    expect(log.at(-1)).toBe('exit 1');
    vi.useRealTimers();
  });
});
