import { join } from 'node:path';
import { readManifest } from './package-graph.ts';

/** Version of the Electron that the app is made for. */
export function electronVersion(root: string): string {
  return readManifest(join(root, 'node_modules', 'electron', 'package.json')).version;
}
