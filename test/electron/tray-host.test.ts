import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { hasTrayHost } from '../../electron/tray-host.ts';
import { tempDir } from '../support/core-instance.ts';

const path = process.env['PATH'];
const folders: { remove: () => void }[] = [];
afterEach(() => {
  process.env['PATH'] = path;
  for (const folder of folders.splice(0)) folder.remove();
});

/** Puts stand-ins for the bus tools on the path, and only them; each prints what the real one prints. */
function tools(scripts: Record<string, string>): void {
  const folder = tempDir();
  folders.push(folder);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder.path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder.path, name), 0o755);
  }
  process.env['PATH'] = folder.path;
}

describe.skipIf(process.platform === 'win32')('whether a tray would be seen on Linux', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['a watcher is on the bus', { gdbus: 'echo "(true,)"' }, true],
    ['none is', { gdbus: 'echo "(false,)"' }, false],
    ['gdbus is missing, busctl knows', { busctl: 'echo "b true"' }, true],
    ['only dbus-send knows', { gdbus: 'exit 1', 'dbus-send': 'printf "method return\\n   boolean true\\n"' }, true],
    ['there is no session bus', { gdbus: 'exit 1', busctl: 'exit 1' }, false],
    ['there is no tool', {}, false],
  ])('%s', async (_when, scripts, expected) => {
    tools(scripts);
    expect(await hasTrayHost('linux')).toBe(expected);
  });

  test('the question names the watcher', async () => {
    tools({
      gdbus: '[ "$8" = org.freedesktop.DBus.NameHasOwner ] && [ "$9" = org.kde.StatusNotifierWatcher ] && echo true',
    });
    expect(await hasTrayHost('linux')).toBe(true);
  });
});

test.each(['darwin', 'win32'] as const)('%s always has one', async (platform) => {
  expect(await hasTrayHost(platform)).toBe(true);
});
