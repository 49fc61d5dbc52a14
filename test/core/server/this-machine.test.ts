import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createNodeHost } from '../../../src-core/node-host.ts';
import { loadConsoleFiles } from '../../../src-core/server/console-files.ts';
import { createGateway } from '../../../src-core/server/gateway.ts';
import { describePortHolder, findPortHolder } from '../../../src-core/server/port-holder.ts';
import { createSelfCheck } from '../../../src-core/server/self-address.ts';
import { isLoopbackHost } from '../../../src-core/support/loopback.ts';
import { runCore, tempDir } from '../../support/core-instance.ts';

describe('who holds a port', () => {
  test('another program is named with its process id, another Semcache as such, and nobody not at all', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await findPortHolder(port, process.platform)).toMatchObject({ pid: process.pid });
    expect(await describePortHolder('127.0.0.1', port, process.platform)).toContain(`process id ${process.pid}`);
    expect(await describePortHolder('127.0.0.1', port, 'aix')).toMatch(/held by/);
    await new Promise((resolve) => server.close(resolve));
    expect(await findPortHolder(port, process.platform)).toBeUndefined();

    const semcache = await runCore();
    const own = Number(new URL(semcache.url).port);
    expect(await describePortHolder('127.0.0.1', own, process.platform)).toContain('another Semcache 0.0.0-test');
    const gateway = createGateway({ request: () => undefined, upgrade: () => undefined });
    await gateway.open('127.0.0.1', own);
    expect([gateway.url, gateway.problem?.code]).toEqual([null, 'port_in_use']);
    await semcache.stop();
    await gateway.open('127.0.0.1', own);
    expect([gateway.url, gateway.problem]).toEqual([`http://127.0.0.1:${own}`, null]);
    await gateway.close(0);
  });
});

test('own addresses are recognised by name, number and look-up, and only on the own port', async () => {
  const isSelf = createSelfCheck(() => 8080);
  for (const origin of [
    'http://localhost:8080',
    'http://[::1]:8080',
    'http://127.1.2.3:8080',
    `http://${hostname()}:8080`,
  ]) {
    expect([origin, await isSelf(origin)]).toEqual([origin, true]);
  }
  expect([isSelf('http://localhost:8081'), isSelf('https://api.openai.com')]).toEqual([false, false]);
  expect(await isSelf('http://no-such-host.invalid:8080')).toBe(false);
  expect(
    ['LOCALHOST', 'a.localhost', '[::1]', '::ffff:127.0.0.1', '10.0.0.1', 'localhost.evil.example'].map(isLoopbackHost),
  ).toEqual([true, true, true, true, false, false]);
});

test('the console’s files are known by name, typed, and nothing else is read', () => {
  const temp = tempDir();
  mkdirSync(join(temp.path, 'assets'));
  writeFileSync(join(temp.path, 'index.html'), '<!doctype html>');
  writeFileSync(join(temp.path, 'assets', 'app-1a2b.js'), 'x');
  writeFileSync(join(temp.path, 'notes.md'), 'private');
  const files = loadConsoleFiles(temp.path);
  expect(
    Object.fromEntries([...files].map(([path, { contentType, immutable }]) => [path, [contentType, immutable]])),
  ).toEqual({
    'assets/app-1a2b.js': ['text/javascript; charset=utf-8', true],
    'index.html': ['text/html; charset=utf-8', false],
  });
  expect(loadConsoleFiles(null).size).toBe(0);
  temp.remove();
});

test('the real host gives time, random bytes that never repeat, and a silent log when asked', () => {
  const host = createNodeHost('silent');
  const ids = new Set(Array.from({ length: 2000 }, () => Buffer.from(host.randomBytes(10)).toString('hex')));
  expect([ids.size, host.randomBytes(5000).length]).toEqual([2000, 5000]);
  expect(Math.abs(host.clock.now() - Date.now())).toBeLessThan(1000);
  expect(host.clock.monotonic()).toBeGreaterThan(0);
  for (const level of ['debug', 'info', 'warn', 'error'] as const) host.logger[level]('event', { a: 1 });
});
