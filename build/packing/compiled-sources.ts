import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Source of a compiled file of the app, such as `src-core/core.ts` of `dist/src-core/core.js`; null for any other file. */
export function sourceOf(path: string): string | null {
  const compiled = /^dist\/((?:electron|src-core)\/.*)\.([cm]?)js$/.exec(path);
  return compiled === null ? null : `${compiled[1] ?? ''}.${compiled[2] ?? ''}ts`;
}

/** Paths of all sources that are compiled into the app. */
export function shippedSources(root: string): ReadonlySet<string> {
  const paths = globSync('{electron,src-core}/**/*.{ts,cts,mts}', { cwd: root });
  return new Set(paths.map((path) => path.replaceAll('\\', '/')));
}

/** Takes away what an older build left in `dist`: the compiler forgets files whose source is gone. */
export function removeStale(root: string): void {
  const sources = shippedSources(root);
  for (const file of globSync('dist/{electron,src-core}/**/*.{js,cjs,mjs}', { cwd: root })) {
    const source = sourceOf(file.replaceAll('\\', '/'));
    if (source !== null && !sources.has(source)) rmSync(join(root, file));
  }
}
