import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';

const packageSchema = z.object({ name: z.literal('semcache'), version: z.string() });

export interface PackagePlace {
  root: string;
  version: string;
  /** Folder of the built console; null before the first build. */
  consoleDir: string | null;
  modelsDir: string | null;
}

/** Finds the package that this file belongs to: two folders up in the sources, three in the build. */
export function findPackage(from: string): PackagePlace {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const parsed = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success) continue;
    const consoleDir = join(folder, 'dist', 'renderer');
    const modelsDir = join(folder, 'models');
    return {
      root: folder,
      modelsDir: existsSync(modelsDir) ? modelsDir : null,
      version: parsed.data.version,
      consoleDir: existsSync(join(consoleDir, 'index.html')) ? consoleDir : null,
    };
  }
  throw new Error(`no package.json of semcache above ${from}`);
}

/** Where data lives by the convention of the operating system; Electron keeps its browser profile in `window` below it. */
export function defaultDataDir(): string {
  return envPaths('Semcache', { suffix: '' }).data;
}

export const settingsFileName = 'settings.json';
