import type { MessageBoxOptions } from 'electron';
import type { CorePort } from './core-port.ts';
import type { ShellDialog } from './electron-facade.ts';

/** Neighbours of the wanted port that are tried before the system may choose any. */
const neighbours = 10;
const highestPort = 65_535;

export interface PortConflictParts {
  dialog: Pick<ShellDialog, 'showMessageBox'>;
  core: Pick<CorePort, 'url' | 'problem' | 'retryListen'>;
  /** Port of the settings. */
  port: number;
  openSettings: () => void;
  copyText: (text: string) => void;
  /** The state may have changed. */
  onChange: () => void;
}

/**
 * Asks what to do while the port cannot be opened. Clients have the port in their settings, so it is never changed
 * without being asked, and never in the settings file from here.
 */
export async function resolvePortConflict(parts: PortConflictParts): Promise<void> {
  const { core, dialog, port } = parts;
  while (core.url === null && core.problem !== null) {
    const { response } = await dialog.showMessageBox(conflictQuestion(core.problem, port));
    switch (conflictChoices[response]) {
      case 'retry':
        await core.retryListen();
        break;
      case 'elsewhere':
        await listenElsewhere(core, port);
        break;
      case 'settings':
        parts.openSettings();
        return;
      case 'later':
      case undefined:
        return;
    }
    parts.onChange();
    if (core.url !== null && conflictChoices[response] === 'elsewhere') await tellAddress(parts, core.url);
  }
}

const conflictChoices = ['retry', 'elsewhere', 'settings', 'later'] as const;
const conflictLabels = ['Retry', 'Use Another Port for Now', 'Open Settings', 'Not Now'];

/** The question as data. The core's message says who holds the port. */
function conflictQuestion(problem: { code: string; message: string }, port: number): MessageBoxOptions {
  return {
    type: 'warning',
    title: 'Semcache',
    message:
      problem.code === 'port_in_use'
        ? `Port ${String(port)} is in use`
        : `Semcache cannot listen on port ${String(port)}`,
    detail: [
      problem.message,
      'Your tools have this port in their settings, so Semcache does not move to another one by itself. Until it listens, they get no answer from it.',
    ].join('\n\n'),
    buttons: [...conflictLabels],
    defaultId: 0,
    cancelId: conflictChoices.indexOf('later'),
    noLink: true,
  };
}

async function listenElsewhere(core: PortConflictParts['core'], port: number): Promise<void> {
  const last = Math.min(port + neighbours, highestPort);
  for (let candidate = port + 1; candidate <= last && core.url === null; candidate += 1) {
    await core.retryListen(candidate);
  }
  if (core.url === null) await core.retryListen(0);
}

async function tellAddress({ dialog, port, copyText }: PortConflictParts, url: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'Semcache',
    message: `Semcache listens on ${new URL(url).host} for now`,
    detail: `Tools that are set to port ${String(port)} do not reach it. After a restart it tries port ${String(port)} again.`,
    buttons: ['OK', 'Copy Base URL'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) copyText(url);
}
