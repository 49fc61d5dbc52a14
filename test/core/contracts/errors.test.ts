import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../src-core/contracts/errors.ts';
import { lookupReasons, recordReasons } from '../../../src-core/contracts/outcome.ts';

const page = (name: string): string => readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', name), 'utf8');

test('docs/errors.md lists every error code with its status and meaning, and no other', () => {
  const rows = [...page('errors.md').matchAll(/^\| `(\w+)` +\| (\d+) +\| (.*?) *\|$/gm)].map((row) => [
    row[1],
    Number(row[2]),
    row[3],
  ]);
  expect(rows).toEqual(Object.entries(errorCodes).map(([code, { status, meaning }]) => [code, status, meaning]));
});

test('docs/outcomes.md lists every reason, and no other', () => {
  const rows = [...page('outcomes.md').matchAll(/^\| `(\w+)` +\| (.*?) *\|$/gm)].map((row) => [row[1], row[2]]);
  expect(rows).toEqual([...Object.entries(lookupReasons), ...Object.entries(recordReasons)]);
});
