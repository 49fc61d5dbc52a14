import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const bus = 'org.freedesktop.DBus';
const busPath = '/org/freedesktop/DBus';
const watcher = 'org.kde.StatusNotifierWatcher';

/** Tools that can ask the session bus a question; which one is there depends on the distribution. */
const questions: [tool: string, ...parameters: string[]][] = [
  ['gdbus', 'call', '--session', '--dest', bus, '--object-path', busPath, '--method', `${bus}.NameHasOwner`, watcher],
  ['busctl', '--user', 'call', bus, busPath, bus, 'NameHasOwner', 's', watcher],
  ['dbus-send', '--session', '--print-reply', `--dest=${bus}`, busPath, `${bus}.NameHasOwner`, `string:${watcher}`],
];

/**
 * Whether a tray icon would be seen. Always so on macOS and Windows; on Linux only where something shows status
 * notifiers, and "cannot tell" counts as no. https://www.electronjs.org/docs/latest/api/tray (Linux)
 */
export async function hasTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [tool, ...parameters] of questions) {
    try {
      const { stdout } = await run(tool, parameters, { timeout: 1000 });
      return /\btrue\b/.test(stdout);
    } catch {
      // Not installed, or no session bus: the next tool may know.
    }
  }
  return false;
}
