import { expect, test } from 'vitest';
import { createFailures } from '../../../src-core/metrics/failures.ts';

test('a failure is counted and logged with its cause, but never with a text that could not be parsed', () => {
  const lines: unknown[] = [];
  const warn = (event: string, fields?: Record<string, unknown>) => void lines.push([event, fields]);
  const ignore = () => undefined;
  const failures = createFailures({ debug: ignore, info: ignore, warn, error: ignore }, ignore);
  const attempt = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return error;
    }
  };
  failures.count('unreadable', attempt('my secret prompt'));
  failures.count('unreadable', new Error('disk full'));
  expect(lines).toEqual([
    ['unreadable', { cause: 'SyntaxError' }],
    ['unreadable', { cause: 'disk full' }],
  ]);
  expect(failures.totals()).toEqual({ unreadable: 2 });
});
