import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../src-core/index.ts';

const root = join(import.meta.dirname, '..', '..');
const built = join(root, 'dist', 'renderer', 'index.html');

describe('the policy that the console’s page is sent with', () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((directive): [string, string[]] => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );

  test('allows nothing that it does not name, and names no host', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect([...directives.values()].flat().filter((source) => !/^'[a-z-]+'$|^data:$/.test(source))).toEqual([]);
  });

  test('runs its own files only: no text as code, no inline script, nothing from a data: address', () => {
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect([...directives.values()].flat()).not.toContain("'unsafe-eval'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src']) {
      expect(directives.get(name)).toEqual(["'none'"]);
    }
  });
});

describe.skipIf(process.env['CI'] !== 'true' && !existsSync(built))('the built page', () => {
  const html = existsSync(built) ? readFileSync(built, 'utf8') : '';

  test('has no script in it, and takes no file from elsewhere', () => {
    const tags = [...html.matchAll(/<(script|link|style|iframe|base)\b([^>]*)>/g)].map(([, tag, attributes = '']) => ({
      tag,
      from: /\b(?:src|href)="([^"]*)"/.exec(attributes)?.[1] ?? 'inline',
    }));
    expect(tags.length).toBeGreaterThan(0);
    expect(tags.filter(({ from }) => !from.startsWith('./'))).toEqual([]);
    expect(html).not.toMatch(/\son\w+=/);
  });
});

test('cached text is never rendered as HTML of its own', () => {
  const offenders = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter((file) =>
    /rehype-raw|dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  );
  expect(offenders).toEqual([]);
});
