import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCore } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');

/** Threads of the newest process that runs the models as a child of this one (Linux: /proc). */
function modelThreads(): number {
  const [child = ''] = readFileSync(`/proc/self/task/${String(process.pid)}/children`, 'utf8')
    .trim()
    .split(' ')
    .slice(-1);
  return readdirSync(`/proc/${child}/task`).length;
}

test.runIf(process.platform === 'linux')('a change of threads starts the models anew, with so many', async () => {
  const semcache = await runCore({ matching: { level: 'balanced', threads: 1 } }, { modelsDir });
  await semcache.core.settled();
  const one = modelThreads();
  await semcache.ask('settings.set', { patch: { matching: { threads: 2 } } });
  await semcache.core.settled();
  // Embedder and verifier have one thread more each.
  await pollUntil(() => modelThreads() === one + 2);
  await semcache.stop();
  expect(one).toBeGreaterThan(0);
});
