import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src-core/contracts/settings.ts';
import { confBackend } from '../../../src-core/settings/conf-backend.ts';
import { installSalt } from '../../../src-core/settings/install-salt.ts';
import { createSettings } from '../../../src-core/settings/settings-service.ts';
import { tempDir } from '../../support/core-instance.ts';

/** Permission bits of group and others; Windows has none. */
const openToOthers = (file: string): number => (process.platform === 'win32' ? 0 : statSync(file).mode & 0o077);

describe('settings on disk', () => {
  const temps: ReturnType<typeof tempDir>[] = [];
  const folder = (): string => {
    const temp = tempDir();
    temps.push(temp);
    return temp.path;
  };
  afterEach(() => {
    for (const temp of temps.splice(0)) temp.remove();
  });

  test('a missing file means defaults; a change writes only what differs, for its owner only', () => {
    const file = join(folder(), 'settings.json');
    const settings = createSettings(confBackend(file), {}, () => undefined);
    expect(settings.current()).toEqual(defaultSettings);
    expect(settings.change({ cache: { ttlMs: 5000 }, proxy: { port: 9000 } })).toEqual(['proxy.port']);
    settings.setUpstreams([{ name: 'gate', baseUrl: 'http://localhost:9/v1' }]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      cache: { ttlMs: 5000 },
      proxy: { port: 9000 },
      upstreams: [{ name: 'gate', baseUrl: 'http://localhost:9/v1' }],
    });
    expect(openToOthers(file)).toBe(0);
    const again = createSettings(confBackend(file), {}, () => undefined);
    expect(again.current()).toEqual(settings.current());
  });

  test('overrides hold for the run and are never written', () => {
    const file = join(folder(), 'settings.json');
    const settings = createSettings(confBackend(file), { proxy: { port: 0 } }, () => undefined);
    settings.change({ cache: { enabled: false } });
    expect(settings.current().proxy.port).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ cache: { enabled: false } });
  });

  test('a change that does not fit leaves file and settings as they were', () => {
    const file = join(folder(), 'settings.json');
    const seen: number[] = [];
    const settings = createSettings(confBackend(file), {}, (next) => void seen.push(next.cache.ttlMs));
    settings.change({ cache: { ttlMs: 2000 } });
    expect(() => settings.change({ cache: { ttlMs: -1 } })).toThrow('cache.ttlMs');
    expect([settings.current().cache.ttlMs, seen]).toEqual([2000, [2000]]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ cache: { ttlMs: 2000 } });
  });

  test.each(['{"proxy"', '{"cache":{"ttlMs":"long"}}', '{"version":2}'])('%s is refused by name and kept', (text) => {
    const file = join(folder(), 'settings.json');
    writeFileSync(file, text);
    expect(() => createSettings(confBackend(file), {}, () => undefined)).toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('the salt is made once, kept for its owner only, and made anew only when it is unusable', () => {
    const dir = folder();
    const first = installSalt(dir);
    expect([first.length, Buffer.from(installSalt(dir)).equals(first)]).toEqual([32, true]);
    expect(openToOthers(join(dir, 'salt'))).toBe(0);
    writeFileSync(join(dir, 'salt'), 'short');
    expect(installSalt(dir)).toHaveLength(32);
    const blocked = join(dir, 'blocked');
    mkdirSync(join(blocked, 'salt'), { recursive: true });
    expect(() => installSalt(blocked)).toThrow(/EISDIR/);
  });
});
