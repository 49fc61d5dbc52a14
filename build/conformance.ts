import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport } from './conformance/read-report.ts';
import { isWhole, tableLines } from './conformance/table.ts';
import { root } from './root.ts';

/**
 * `npm run conformance`: every dialect and vendor through the real core over real sockets, judged by the vendors' own
 * SDKs. Prints a table of row by check; exits 1 on any failure. Arguments are names of test files, to run some alone.
 */
const folder = mkdtempSync(join(tmpdir(), 'semcache-conformance-'));
const report = join(folder, 'report.json');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const wanted = process.argv.slice(2);
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'conformance', '--reporter=json', `--outputFile=${report}`, ...wanted],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (!existsSync(report)) {
  process.stderr.write('The tests did not run.\n');
  process.exitCode = 1;
} else {
  const results = readReport(readFileSync(report, 'utf8'));
  process.stdout.write(`Node ${process.version}\n\n${tableLines(results).join('\n')}\n`);
  for (const failure of results.failures) process.stdout.write(`\nFAILED ${failure}\n`);
  if (run.status !== 0 || !isWhole(results)) process.exitCode = 1;
}
rmSync(folder, { recursive: true, force: true });
