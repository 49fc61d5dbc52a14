import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { containerArguments, program, programArguments } from './support/launch.ts';

const run = promisify(execFile);

test('--self-test finds everything as it should be', async () => {
  const ended = await run(program, [...programArguments, ...containerArguments, '--self-test']).catch(
    // A failed check ends it with 1; what it found is on standard output all the same.
    (error: { stdout: string }) => error,
  );
  const line = ended.stdout.split('\n').find((text) => text.startsWith('{"event":"self-test"')) ?? '{"checks":[]}';
  const { checks } = JSON.parse(line) as { checks: { name: string; ok: boolean; detail: string }[] };
  expect(checks.length).toBeGreaterThan(15);
  // Where the sandbox was given up, there is none to find.
  const excused = containerArguments.length > 0 ? ['the page’s process is sandboxed'] : [];
  expect(checks.filter(({ ok, name }) => !ok && !excused.includes(name))).toEqual([]);
});
