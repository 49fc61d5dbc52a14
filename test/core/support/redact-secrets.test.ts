import { expect, test } from 'vitest';
import { redactSecrets } from '../../../src-core/support/redact-secrets.ts';

test('web tokens go, wherever they stand', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLXZhbHVl';
  for (const before of ['', 'token=', '"', '\n']) expect(redactSecrets(`${before}${token}`)).toBe(`${before}[secret]`);
});

test('a long text of beginnings of web tokens is looked at once', () => {
  // Looking again at each beginning would take minutes.
  const text = 'eyJ-'.repeat(250_000);
  expect(redactSecrets(text)).toBe(text);
});
