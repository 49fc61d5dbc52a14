import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.ts';

/**
 * `npm test`: everything that can be proven on this machine. Each check counts as one test, each vitest test as itself;
 * the last line is "N passed, N failed". Arguments name checks to run alone: `npm test -- types lint`.
 */
interface Check {
  name: string;
  what: string;
  command: string[];
}

const report = join(mkdtempSync(join(tmpdir(), 'semcache-check-')), 'vitest.json');

const checks: Check[] = [
  { name: 'build', what: 'everything compiles and bundles', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'types', what: 'types of every layer and of the tests', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'lint', what: 'type-aware lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'format', what: 'formatting', command: ['npm', 'run', '--silent', 'format:check'] },
  { name: 'boundaries', what: 'layers and import directions', command: ['npm', 'run', '--silent', 'boundaries'] },
  {
    name: 'unused',
    what: 'no file, export or dependency without a use',
    command: ['npm', 'run', '--silent', 'unused'],
  },
  {
    name: 'tests',
    what: 'unit, integration, desktop shell and console in Chromium, with coverage of src-core',
    command: ['vitest', 'run', '--coverage', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  },
];

function run(command: string[]): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
      // Nothing in the tests may make Electron's package try to download its binary.
      env: {
        ...process.env,
        ELECTRON_OVERRIDE_DIST_PATH: process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'no-electron'),
      },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Counts from vitest's JSON reporter; a run that left no report failed as a whole. */
function countTests(exitCode: number): Counts {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result: unknown = JSON.parse(readFileSync(report, 'utf8'));
  const number = (name: string): number => {
    const value: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, name) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  const failed = number('numFailedTests');
  // A missed coverage threshold or a file that does not load fails the run without failing a test.
  return {
    passed: number('numPassedTests'),
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: number('numPendingTests'),
  };
}

const wanted = process.argv.slice(2);
const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const check of checks) {
  if (wanted.length > 0 && !wanted.includes(check.name)) continue;
  process.stdout.write(`\n── ${check.name}: ${check.what}\n`);
  const code = await run(check.command);
  if (code !== 0) failures.push(check.name);
  const more =
    check.name === 'tests' ? countTests(code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  counts.passed += more.passed;
  counts.failed += more.failed;
  counts.skipped += more.skipped;
}
rmSync(join(report, '..'), { recursive: true, force: true });

process.stdout.write(
  `\nElectron itself was not run: the desktop shell was proven against a type-checked stand-in.\n${failures.length > 0 ? `Failed: ${failures.join(', ')}\n` : ''}`,
);
const skipped = counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : '';
process.stdout.write(`${String(counts.passed)} passed, ${String(counts.failed)} failed${skipped}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
