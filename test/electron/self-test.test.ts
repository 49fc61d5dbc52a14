import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { judgeNavigation, judgePage, judgeSandbox } from '../../electron/self-test-checks.ts';
import type { PageFindings } from '../../electron/self-test-page.ts';
import { runDesktop } from './support/run-desktop.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');

const good: PageFindings = {
  origin: 'app://semcache',
  leaked: [],
  bridge: ['call', 'subscribe'],
  bridgeFrozen: true,
  policy: "default-src 'none'; script-src 'self'",
  evaluated: 'blocked',
  fetched: 'blocked',
  opened: 'blocked',
  framed: 'blocked',
  permissions: { geolocation: 'denied', camera: 'denied' },
  call: { ok: true, value: {} },
  badCall: { ok: false, error: { code: 'unknown_operation' } },
};
const failures = (page: PageFindings) => judgePage(page).flatMap(({ ok, name }) => (ok ? [] : [name]));

describe('what the page tells', () => {
  test('is judged as it should be', () => {
    expect(failures(good)).toEqual([]);
  });

  test.each<[string, Partial<PageFindings>, string]>([
    ['another origin', { origin: 'file://' }, 'page has the console’s origin'],
    ['Node in the page', { leaked: ['require'] }, 'context isolation: nothing of Node in the page'],
    ['more in the bridge', { bridge: ['call', 'send', 'subscribe'] }, 'preload surface is call and subscribe'],
    ['a bridge that can be changed', { bridgeFrozen: false }, 'preload surface is frozen'],
    ['no policy', { policy: null }, 'content security policy is sent'],
    ['a weak policy', { policy: 'default-src *' }, 'content security policy is sent'],
    ['eval', { evaluated: '1' }, 'code from text is blocked'],
    ['the network', { fetched: '200' }, 'requests to other hosts are blocked'],
    ['a window', { opened: 'opened' }, 'new windows are blocked'],
    ['a frame', { framed: 'allowed' }, 'foreign frames are blocked'],
    ['a camera', { permissions: { camera: 'prompt' } }, 'permissions are denied'],
    ['a refused call', { call: 'blocked' }, 'the main frame may call operations'],
    ['an operation that is none', { badCall: { ok: true } }, 'unknown operations are refused'],
  ])('%s', (_what, change, name) => {
    expect(failures({ ...good, ...change })).toEqual([name]);
  });
});

test.each<[string, Parameters<typeof judgeSandbox>[0], boolean]>([
  ['Electron says so', { sandboxed: true, processStatus: null }, true],
  ['Electron says no', { sandboxed: false, processStatus: null }, false],
  ['nobody says', { sandboxed: undefined, processStatus: null }, false],
  [
    'the kernel filters',
    { sandboxed: undefined, processStatus: 'NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1' },
    true,
  ],
  ['the kernel does not', { sandboxed: undefined, processStatus: 'Seccomp:\t0\n' }, false],
])('sandboxed when %s', (_who, facts, ok) => {
  expect(judgeSandbox(facts).ok).toBe(ok);
});

test('a page that went elsewhere is named', () => {
  expect(judgeNavigation('app://semcache/', 'https://semcache.invalid/')).toMatchObject({
    ok: false,
    detail: 'https://semcache.invalid/',
  });
});

const resultSchema = z.object({
  event: z.literal('self-test'),
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

/** Runs `--self-test` on the real core and models; the page, which only Electron has, answers what it is given. */
async function selfTest(page: PageFindings) {
  const desktop = await runDesktop({
    argv: ['--self-test'],
    deps: { modelsDir, platform: 'win32' },
    prepare: (fake) => {
      fake.app.metrics = [{ pid: 4711, sandboxed: true }];
      fake.app.on('web-contents-created', (_event: unknown, contents: { runScript: (code: string) => unknown }) => {
        contents.runScript = (code) => (code.startsWith('location') ? undefined : page);
      });
    },
  });
  const profile = desktop.app.paths.get('userData') ?? '';
  const [line = '', ...more] = desktop.printed;
  expect(more).toEqual([]);
  return { desktop, profile, result: resultSchema.parse(JSON.parse(line)) };
}

describe('--self-test', () => {
  test('prints one line, ends with 0, and touches nothing of its owner', async () => {
    const { desktop, profile, result } = await selfTest(good);
    expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(result.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'the page’s process is sandboxed',
        'WebFrameMain.origin is the console’s',
        'navigation away is denied',
        'the models answer from their utility process',
        'the store works on node:sqlite',
        'proxied request is a miss',
        'its repetition is an exact hit',
        'other words are a hit by meaning',
      ]),
    );
    expect({ ok: result.ok, exit: desktop.app.exitCode }).toEqual({ ok: true, exit: 0 });
    expect({ left: existsSync(profile), owners: existsSync(desktop.dataDir) }).toEqual({ left: false, owners: false });
    expect({ trays: desktop.trays, shown: desktop.windows.map(({ visible }) => visible) }).toEqual({
      trays: [],
      shown: [false],
    });
    await desktop.stop();
  });

  test('ends with 1 when one thing is not as it should be', async () => {
    const { desktop, result } = await selfTest({ ...good, evaluated: '1' });
    expect(result.checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'code from text is blocked', ok: false, detail: '1' },
    ]);
    expect({ ok: result.ok, exit: desktop.app.exitCode }).toEqual({ ok: false, exit: 1 });
    await desktop.stop();
  });
});
