import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection } from './connect.ts';

/**
 * The owner's marks as labelled pairs, one JSON document a line, in the form that `npm run evaluate -- pairs` reads: `a` was
 * in the cache, `b` asked, `label` 1 when the answer served.
 */
export async function exportMarks(
  { call, print }: { call: Connection['call']; print: (line: string) => void },
  out: string | undefined,
): Promise<void> {
  const lines: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof call<'feedback.list'>>> = await call('feedback.list', { cursor, limit: 500 });
    for (const { stored, asked, verdict } of page.items) {
      lines.push(JSON.stringify({ a: stored, b: asked, label: verdict === 'right' ? 1 : 0, source: 'marks' }));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (out === undefined) {
    for (const line of lines) print(line);
    return;
  }
  writeFileSync(resolve(out), lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  print(`Wrote ${String(lines.length)} marked pairs to ${out}.`);
}
