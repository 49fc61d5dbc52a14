import type { OpenSettings, StartCore } from './core-port.ts';
import type { ShellDeps } from './shell.ts';

/** What the app takes from its surroundings; a test hands it other ones. */
export interface AppDeps extends ShellDeps {
  /** Arguments after the program and its script. */
  argv: readonly string[];
  version: string;
  defaultDataDir: string;
  /** Folder of the models; null runs without. */
  modelsDir: string | null;
  /** Text file with the licences of all that is shipped. */
  licencesFile: string;
  /** Folder of the built console; null before the first build. */
  consoleDir: string | null;
  /** Writes a line to standard output. */
  print: (line: string) => void;
  startCore: StartCore;
  openSettings: OpenSettings;
}
