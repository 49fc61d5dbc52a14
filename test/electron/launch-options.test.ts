import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLaunchOptions } from '../../electron/launch-options.ts';

const none = { hidden: false, selfTest: false, dataDir: null, settingsFile: null, overrides: { proxy: {} } };

describe('flags of the app', () => {
  test.each<[string, string[], object]>([
    ['none', [], none],
    ['--hidden', ['--hidden'], { ...none, hidden: true }],
    ['--self-test', ['--self-test'], { ...none, selfTest: true }],
    [
      '--port and --host, for this run',
      ['--port', '0', '--host=::1'],
      { ...none, overrides: { proxy: { port: 0, host: '::1' } } },
    ],
    [
      'folders and files, from where they were given',
      ['--data-dir', 'd', '--settings', 's.json'],
      { ...none, dataDir: resolve('d'), settingsFile: resolve('s.json') },
    ],
    [
      'what Chromium and macOS add is left alone',
      ['--no-sandbox', '--ozone-platform=x11', '-psn_0_1', 'file', '--hidden'],
      { ...none, hidden: true },
    ],
  ])('%s', (_what, argv, options) => {
    expect(readLaunchOptions(argv, {})).toEqual(options);
  });

  test('the environment names the data folder, a flag wins', () => {
    const env = { SEMCACHE_DATA_DIR: '/from/env' };
    expect(readLaunchOptions([], env).dataDir).toBe('/from/env');
    expect(readLaunchOptions(['--data-dir', '/from/flag'], env).dataDir).toBe('/from/flag');
  });

  test.each(['70000', '-1', '1.5', 'many'])('port %s is refused', (port) => {
    expect(() => readLaunchOptions([`--port=${port}`], {})).toThrow(/proxy\.port/);
  });
});
