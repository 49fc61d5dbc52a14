import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ensureBuilt } from './ensure-built.ts';
import { licencesFile, writeLicences } from './licences.ts';
import { removeStale } from './packing/compiled-sources.ts';
import { runBuilder } from './packing/run-builder.ts';
import { hostTarget } from './packing/target.ts';
import { root } from './root.ts';

/**
 * `npm run pack [-- --dir] [--arch x64|arm64] [--inspectable]`: the packages for the system it runs on, in `dist/packages`.
 * Downloads Electron and the tools that make packages; publishes nothing. From the environment: certificates as
 * electron-builder wants them, SEMCACHE_UPDATES_FROM (`owner/name` of the repository whose releases the app may update
 * itself from) and SEMCACHE_HOMEPAGE.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    arch: { type: 'string', default: hostTarget().arch },
    inspectable: { type: 'boolean', default: false },
  },
});
/** A variable that is set to something: build services set a missing secret to nothing. */
const given = (name: string): string | null => (process.env[name] ?? '') || null;

ensureBuilt();
removeStale(root);
writeLicences();
const packages = await runBuilder(
  {
    root,
    target: { ...hostTarget(), arch: z.enum(['x64', 'arm64']).parse(values.arch) },
    output: join(root, 'dist', 'packages'),
    electronDist: null,
    licencesFile,
    inspectable: values.inspectable,
    signed: given('CSC_LINK') !== null || given('CSC_NAME') !== null,
    updatesFrom: z
      .stringFormat('repository', /^[\w.-]+\/[\w.-]+$/)
      .nullable()
      .parse(given('SEMCACHE_UPDATES_FROM')),
    homepage: given('SEMCACHE_HOMEPAGE') ?? 'https://semcache.invalid',
  },
  values.dir,
);
process.stdout.write(packages.map((file) => `${file}\n`).join(''));
