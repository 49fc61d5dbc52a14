import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginItem } from './login-state.ts';

const fileName = 'semcache-desktop.desktop';

/**
 * Start at login on Linux: a file in the folder that desktops read, since Electron has no call for it.
 * https://specifications.freedesktop.org/autostart-spec/latest/
 */
export function autostartFile(folder: string, command: readonly string[]): LoginItem {
  const file = join(folder, fileName);
  const exec = `Exec=${command.map(quote).join(' ')}`;
  return {
    read: () => {
      const lines = readLines(file);
      // Desktops turn an entry off with one of these instead of removing it. Another program: an AppImage that moved.
      const off = lines.some((line) => line === 'Hidden=true' || line === 'X-GNOME-Autostart-enabled=false');
      return lines.includes(exec) && !off ? 'on' : 'off';
    },
    write: (on) => {
      if (!on) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(folder, { recursive: true });
      const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Semcache Desktop', exec, 'Terminal=false', ''];
      writeFileSync(file, lines.join('\n'));
    },
  };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    // No file, or none that may be read: either way no desktop starts it.
    return [];
  }
}

/**
 * An argument of an Exec line: quoted, with what has a meaning inside quotes escaped, once more for the file's own
 * escapes, and percent signs doubled. https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
function quote(argument: string): string {
  if (/^[\w@/.:+=,-]+$/.test(argument)) return argument;
  const inside = argument
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return `"${inside}"`;
}
