import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ipcChannels } from '../../src-core/contracts/bridge.ts';
import { operations } from '../../src-core/contracts/operations.ts';
import type { OperationAnswer } from '../../src-core/contracts/operations.ts';
import type { ShellIpcEvent } from '../../electron/electron-facade.ts';
import { consoleFrame } from './support/fake-electron.ts';
import { runDesktop, type Desktop } from './support/run-desktop.ts';

let desktop: Desktop;
let calls: { name: string; params: unknown }[];
beforeAll(async () => {
  desktop = await runDesktop({
    wrapCore: (core) => ({
      ...core,
      get url() {
        return core.url;
      },
      get problem() {
        return core.problem;
      },
      call: (name, params) => {
        calls?.push({ name, params });
        if (name === 'upstreams.test') throw new Error('secret detail');
        return core.call(name, params);
      },
    }),
  });
  calls = [];
});
afterAll(() => desktop.stop());

const call = (name: unknown, params?: unknown, frame?: ShellIpcEvent['senderFrame']) =>
  desktop.invoke(ipcChannels.call, [name, params], frame) as Promise<OperationAnswer>;
/** Calls that the tray does not make by itself when its numbers change. */
const askedByPages = () => calls.filter(({ name }) => !/^(settings|overview|savings)\.get$/.test(name)).length;
const refused = (code: string) => ({ ok: false, error: { code, message: expect.any(String) } });

describe('the console’s own frame', () => {
  test.each(Object.keys(operations))('reaches %s', async (name) => {
    const answer = await call(name, {});
    // Empty parameters do not fit every operation; what counts is that the core was asked.
    expect(answer.ok || !['unknown_operation', 'origin_not_allowed'].includes(answer.error.code)).toBe(true);
    // The tray asks things of its own in between.
    expect(calls).toContainEqual({ name, params: {} });
  });

  test('gets the value of a query', async () => {
    expect(await call('status.get', {})).toMatchObject({ ok: true, value: { url: desktop.core().url, mode: 'live' } });
  });

  test('may leave parameters out', async () => {
    expect(await call('status.get')).toMatchObject({ ok: true });
  });

  test('gets what is wrong with its parameters', async () => {
    expect(await call('traffic.get', { id: 7 })).toEqual(refused('invalid_params'));
    expect(await call('status.get', { extra: true })).toEqual(refused('invalid_params'));
  });

  test('learns nothing from a failure that nobody foresaw; the log does', async () => {
    const answer = await call('upstreams.test', { name: 'x' });
    expect(answer).toEqual(refused('internal'));
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(JSON.stringify(desktop.host.events)).toContain('secret detail');
  });
});

describe('everyone else is refused before the core hears of it', () => {
  test.each<[string, ShellIpcEvent['senderFrame']]>([
    ['a frame that is gone', null],
    ['a frame inside the console', { ...consoleFrame, parent: {} }],
    ['a web page', { origin: 'https://evil.example', parent: null }],
    ['a page of the proxy', { origin: 'http://127.0.0.1:8080', parent: null }],
    ['a host that begins like ours', { origin: 'app://semcache.evil', parent: null }],
    ['another host of our scheme', { origin: 'app://evil', parent: null }],
    ['an opaque origin', { origin: 'null', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
    ['no origin', { origin: '', parent: null }],
  ])('%s', async (_who, frame) => {
    const before = askedByPages();
    expect(await call('entries.clear', {}, frame)).toEqual(refused('origin_not_allowed'));
    expect(askedByPages()).toBe(before);
  });
});

describe('malformed calls are refused before the core hears of them', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  test.each<[string, unknown, unknown, string]>([
    ['a name that is not in the table', 'app.quit', {}, 'unknown_operation'],
    ['a name that every object has', 'constructor', {}, 'unknown_operation'],
    ['the prototype', '__proto__', {}, 'unknown_operation'],
    ['no name', undefined, {}, 'unknown_operation'],
    ['a name that is no text', { toString: () => 'status.get' }, {}, 'unknown_operation'],
    ['more than a mebibyte', 'entries.list', { filter: { text: 'x'.repeat(1024 * 1024) } }, 'request_too_large'],
    ['a cycle', 'status.get', cycle, 'invalid_params'],
    ['a big integer', 'status.get', { at: 1n }, 'invalid_params'],
  ])('%s', async (_what, name, params, code) => {
    const before = askedByPages();
    expect(await call(name, params)).toEqual(refused(code));
    expect(askedByPages()).toBe(before);
  });

  test('what JSON cannot carry does not reach the core over IPC either', async () => {
    await call('status.get', new Map([['a', 1]]));
    expect(calls).toContainEqual({ name: 'status.get', params: {} });
    expect(calls.filter(({ params }) => params instanceof Map)).toEqual([]);
  });
});
