import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { SettingsFile } from '../../../src-core/contracts/settings.ts';
import { tempDir } from '../../support/core-instance.ts';

const main = join(import.meta.dirname, '..', '..', '..', 'src-core', 'cli', 'main.ts');
const readySchema = z.object({ event: z.literal('ready'), url: z.string(), admin: z.string(), token: z.string() });

export interface Served {
  url: string;
  /** Address of the console with its token. */
  admin: string;
  token: string;
  dataDir: string;
  stop: () => Promise<void>;
}

/** `semcache serve` as people start it, on a free port with a data folder of its own. */
export async function startServe(
  settings: SettingsFile = {},
  options: { dataDir?: string; port?: number } = {},
): Promise<Served> {
  const temp = tempDir();
  const dataDir = options.dataDir ?? temp.path;
  if (options.dataDir === undefined) writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  const args = [main, 'serve', '--json', '--port', String(options.port ?? 0), '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const { url, admin, token } = await ready(child);
  return {
    url,
    admin,
    token,
    dataDir,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        // An open event stream is no request to wait for; the second signal ends at once.
        child.kill('SIGTERM');
        await ended;
      }
      temp.remove();
    },
  };
}

async function ready(child: ChildProcess): Promise<z.infer<typeof readySchema>> {
  if (child.stdout === null || child.stderr === null) throw new Error('serve has no pipes');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
  for await (const line of createInterface({ input: child.stdout })) return readySchema.parse(JSON.parse(line));
  throw new Error(`serve ended before it was ready:\n${log}`);
}
