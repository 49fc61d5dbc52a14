import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './ensure-built.ts';
import { root } from './root.ts';

/**
 * `node build/run.ts <arguments of semcache>`: builds when needed and runs the command line in this same process, so
 * that signals sent to the command reach it.
 */
ensureBuilt();
const main = join(root, 'dist', 'src-core', 'cli', 'main.js');
process.argv = [process.execPath, main, ...process.argv.slice(2)];
await import(pathToFileURL(main).href);
