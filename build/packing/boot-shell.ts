import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { firstLine, keepOutput } from './process-output.ts';

/** What the stand-in for the module `electron` tells when the window shows. */
const seenSchema = z.object({
  missing: z.array(z.string()),
  urls: z.array(z.string()),
  status: z.object({ ok: z.literal(true) }),
});

/**
 * Runs the desktop shell of the unpacked app under plain Node, with `hook` in place of the module `electron`: proves that
 * all it imports was packed. Throws with what was seen when it does not come up or does not end.
 */
export async function bootShell(app: string, hook: string, dataDir: string): Promise<void> {
  const main = join(app, 'dist', 'electron', 'main.js');
  const child = spawn(process.execPath, ['--no-warnings', '--import', pathToFileURL(hook).href, main, '--port', '0'], {
    env: { PATH: process.env['PATH'], SEMCACHE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = keepOutput(child);
  try {
    const seen = seenSchema.parse(JSON.parse(await firstLine(child)));
    if (seen.missing.length > 0) throw new Error(`not packed: ${seen.missing.join(', ')}`);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Error(`it ended with code ${String(code)}`);
  } catch (error) {
    throw new Error(`the desktop shell: ${String(error)}\n${log()}`, { cause: error });
  } finally {
    child.kill('SIGKILL');
  }
}
