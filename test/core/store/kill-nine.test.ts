import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startChild } from './child-process.ts';
import { expectWholeDatabase, inspect } from './database-checks.ts';
import { keyOf, start } from './store-drafts.ts';
import { openTestStore, tempDir } from './store-support.ts';

const rounds = 26;
const reportSchema = z.object({ id: z.string(), name: z.string(), hash: z.string() });
type Report = z.infer<typeof reportSchema>;

test(
  `after kill -9 at ${rounds} random moments every reported answer is there, whole, and found by search`,
  { timeout: 60_000 },
  async () => {
    const dataDir = tempDir();
    const reported: Report[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const child = startChild(new URL('./children/write-entries.ts', import.meta.url), [dataDir, String(round)]);
      const lines: string[] = [];
      const wanted = 1 + Math.floor(Math.random() ** 2 * 30);
      while (lines.length < wanted) lines.push(await child.line());
      spin(Math.random() * 3000);
      lines.push(...(await child.kill()));
      reported.push(...lines.map(readReport));
      check(dataDir, reported);
    }
    expect(reported.length).toBeGreaterThanOrEqual(rounds);
  },
);

function check(dataDir: string, reported: Report[]): void {
  const store = openTestStore({ dataDir });
  expect([store.notice, store.failures]).toEqual([null, []]);
  inspect(store.path, expectWholeDatabase);
  const seen = reported.map(({ id, name }) => {
    const found = store.answers.find(keyOf(name));
    const { items } = store.answers.list({
      filter: { text: `prompt ${name}` },
      sort: { by: 'createdAt', descending: true },
      cursor: null,
      limit: 500,
      now: start,
    });
    const hash = found === undefined ? '' : createHash('sha256').update(found.recording.body).digest('hex');
    return { id: items.some((item) => item.id === id) ? found?.id : 'not in search', name, hash };
  });
  expect(seen).toEqual(reported);
  store.close();
}

function readReport(line: string): Report {
  const [kind, text = ''] = line.split(/ (.*)/s);
  if (kind !== 'stored') throw new Error(line);
  return reportSchema.parse(JSON.parse(text));
}

/** Passes a moment shorter than any timer, so that the kill falls anywhere within a transaction. */
function spin(microseconds: number): void {
  const end = process.hrtime.bigint() + BigInt(Math.round(microseconds * 1000));
  while (process.hrtime.bigint() < end);
}
