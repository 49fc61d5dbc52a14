import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openStore } from '../../../../src-core/store/open-store.ts';
import { draft, logRecord, wideLimits } from '../store-drafts.ts';

/**
 * Stores answers as fast as it can until it is killed, and reports each one once it is committed: id, key, hash of the
 * body, and a word of its prompt. In between it replaces answers, removes and purges some of its own, and writes the log.
 */
const [, , dataDir = '', round = ''] = process.argv;
const ignore = () => undefined;
const started = Date.now();
const store = openStore({
  dataDir,
  now: Date.now,
  randomBytes,
  logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  countFailure: (name, cause) => writeSync(1, `failure ${name} ${String(cause)}\n`),
  limits: wideLimits,
});

async function write(lane: number): Promise<void> {
  for (let index = 0; ; index += 1) {
    const name = `r${round}l${lane}n${index}`;
    const body = randomBytes(1 + ((index * 7919) % (lane === 0 ? 200_000 : 8000)));
    const expiresAt = started + 3_600_000;
    const result = await store.answers.put(draft(name, { body, expiresAt, promptText: `prompt ${name}` }));
    if (!result.stored) throw new Error(result.reason);
    const hash = createHash('sha256').update(body).digest('hex');
    // Synchronous, so that what is reported has left this process before anything else happens.
    writeSync(1, `stored ${JSON.stringify({ id: result.id, name, hash })}\n`);
    await store.answers.put(draft(`replaced ${lane}`, { body, expiresAt }));
    await store.answers.put(draft(`removed ${name}`, { body: name, expiresAt, project: 'removed' }));
    if (index % 3 === 0) store.answers.remove({ project: ['removed'] }, started - 3_600_000);
    if (index % 5 === 0) store.answers.purge(started);
    const at = started + index;
    const hit = { entryId: result.id, requestId: name, at, match: 'exact' as const };
    store.log.append([{ ...logRecord(name, { at, entryId: result.id }), hit }]);
  }
}

await Promise.all([0, 1, 2].map(write));
