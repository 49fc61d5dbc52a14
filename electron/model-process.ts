import {
  modelProcessEnvironment,
  modelProcessPath,
  modelProcessV8Options,
  type SpawnModelProcess,
} from '../src-core/index.ts';
import type { ElectronFacade } from './electron-facade.ts';

/** Bytes of the process's last words kept for the log. */
const keptStderr = 2000;

/**
 * Starts the models in a utility process: Electron's own, which works with the runAsNode fuse off, where forking Node
 * does not (https://www.electronjs.org/docs/latest/tutorial/fuses#runasnode).
 */
export function utilityModelProcess(utilityProcess: ElectronFacade['utilityProcess']): SpawnModelProcess {
  return (events) => {
    const child = utilityProcess.fork(modelProcessPath, [], {
      serviceName: 'Semcache models',
      stdio: ['ignore', 'ignore', 'pipe'],
      execArgv: [`--js-flags=${modelProcessV8Options.join(' ')}`],
      env: modelProcessEnvironment(),
    });
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-keptStderr);
    });
    child.on('message', (message) => events.onMessage(message));
    child.on('exit', (code) => events.onExit(`exit code ${String(code)}`, lastWords.trim()));
    return {
      pid: child.pid,
      send: (message) => child.postMessage(message),
      kill: () => void child.kill(),
    };
  };
}
