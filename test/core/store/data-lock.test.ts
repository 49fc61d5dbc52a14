import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireDataLock, readInstance, type DataLock } from '../../../src-core/store/data-lock.ts';
import { startChild } from './child-process.ts';
import { tempDir } from './store-support.ts';

const info = { pid: process.pid, url: 'http://127.0.0.1:9', token: 'secret', startedAt: 5 };

function acquire(dataDir: string): DataLock {
  const attempt = acquireDataLock(dataDir);
  if (!attempt.acquired) throw new Error('not acquired');
  return attempt.lock;
}

test('one owner at a time in one process, and the next after release', () => {
  const dataDir = join(tempDir(), 'new');
  const lock = acquire(dataDir);
  expect(acquireDataLock(dataDir)).toEqual({ acquired: false, holder: null });
  lock.publish(info);
  expect(acquireDataLock(dataDir)).toEqual({ acquired: false, holder: info });
  lock.release();
  expect(readInstance(dataDir)).toBeNull();
  const next = acquire(dataDir);
  // Releasing twice must not take the successor's lock or file away.
  next.publish(info);
  lock.release();
  expect(acquireDataLock(dataDir)).toEqual({ acquired: false, holder: info });
  next.release();
});

test('what is published replaces what was, whole', () => {
  const dataDir = tempDir();
  const lock = acquire(dataDir);
  lock.publish(info);
  lock.publish({ ...info, url: null });
  expect(readInstance(dataDir)).toEqual({ ...info, url: null });
  expect(readdirSync(dataDir).toSorted()).toEqual(['instance.json', 'lock.sqlite']);
  lock.release();
});

test.skipIf(process.platform === 'win32')('its files are for their owner’s eyes only', () => {
  const dataDir = tempDir();
  const lock = acquire(dataDir);
  lock.publish(info);
  const modes = ['instance.json', 'lock.sqlite'].map((name) => statSync(join(dataDir, name)).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600]);
  lock.release();
});

test('another process holds the folder until it is killed, and what it published is gone for its successor', async () => {
  const dataDir = tempDir();
  const holder = startChild(new URL('./children/hold-lock.ts', import.meta.url), [dataDir]);
  expect(await holder.line()).toBe('acquired');
  expect(acquireDataLock(dataDir)).toEqual({
    acquired: false,
    holder: { pid: holder.pid, url: 'http://127.0.0.1:8080', token: 'secret', startedAt: 5 },
  });
  await holder.kill();
  expect(readInstance(dataDir)?.pid).toBe(holder.pid);
  const lock = acquire(dataDir);
  expect(readInstance(dataDir)).toBeNull();
  lock.release();
});

test('our lock keeps another process out', async () => {
  const dataDir = tempDir();
  const lock = acquire(dataDir);
  lock.publish(info);
  const other = startChild(new URL('./children/hold-lock.ts', import.meta.url), [dataDir]);
  expect(JSON.parse(await other.line())).toEqual({ acquired: false, holder: info });
  lock.release();
});

test.each(['', '{', '[]', '{"pid":"1"}', 'null'])('an instance file holding %j is no instance', (text) => {
  const dataDir = tempDir();
  writeFileSync(join(dataDir, 'instance.json'), text);
  expect(readInstance(dataDir)).toBeNull();
});

test('there is no instance in a folder that does not exist', () => {
  expect(readInstance(join(tempDir(), 'nowhere'))).toBeNull();
});

test('a lock file of another content is no obstacle', () => {
  const dataDir = tempDir();
  writeFileSync(join(dataDir, 'lock.sqlite'), 'not a database '.repeat(1000));
  const lock = acquire(dataDir);
  expect(acquireDataLock(dataDir).acquired).toBe(false);
  lock.release();
});

test('a folder that cannot be used is an error with a code', () => {
  const inTheWay = join(tempDir(), 'file');
  writeFileSync(inTheWay, '');
  expect(() => acquireDataLock(join(inTheWay, 'data'))).toThrow(expect.objectContaining({ code: 'data_dir_unusable' }));
  expect(existsSync(join(inTheWay, 'data'))).toBe(false);
});
