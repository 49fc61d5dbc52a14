import { ensureBuilt } from './ensure-built.ts';
import { start } from './start.ts';

/** `npm start`: builds when needed, then opens the desktop app, or runs headless where Electron cannot be had. */
ensureBuilt();
await start(process.argv.slice(2));
