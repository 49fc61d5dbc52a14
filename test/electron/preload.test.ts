import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ipcChannels, type SemcacheBridge } from '../../src-core/contracts/bridge.ts';
import type { Tick } from '../../src-core/contracts/events.ts';

const file = join(import.meta.dirname, '..', '..', 'electron', 'preload.cts');
const compiled = ts.transpileModule(readFileSync(file, 'utf8'), {
  fileName: file,
  compilerOptions: { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2024, verbatimModuleSyntax: true },
}).outputText;

type TickListener = (event: unknown, tick: Tick) => void;

/** Runs the script as a sandboxed preload runs: no Node, a `require` that knows `electron` alone. */
function runPreload() {
  const required: string[] = [];
  const exposed = new Map<string, unknown>();
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Set<TickListener>>();
  const electron = {
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => void exposed.set(key, api) },
    ipcRenderer: {
      invoke: (...values: unknown[]) => {
        invoked.push(values);
        return Promise.resolve({ ok: true, value: 'answer' });
      },
      on: (channel: string, listener: TickListener) =>
        void listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
      removeListener: (channel: string, listener: TickListener) => void listeners.get(channel)?.delete(listener),
    },
  };
  const require = (name: string) => {
    required.push(name);
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return electron;
  };
  const wrapped = new Script(`(function (require, exports, module) {${compiled}\n})`).runInContext(createContext({}));
  wrapped(require, {}, { exports: {} });
  return { required, exposed, invoked, listeners, bridge: exposed.get('semcache') as SemcacheBridge };
}

describe('the preload script', () => {
  test('requires electron and nothing else, and talks to no one before it is asked', () => {
    const { required, invoked, listeners } = runPreload();
    expect({ required, invoked, channels: [...listeners.keys()] }).toEqual({
      required: ['electron'],
      invoked: [],
      channels: [],
    });
    expect(compiled).not.toMatch(/^\s*(import|export)\b/m);
  });

  test('exposes one frozen object with call and subscribe', () => {
    const { exposed, bridge } = runPreload();
    expect([...exposed.keys()]).toEqual(['semcache']);
    expect(Object.keys(bridge).sort()).toEqual(['call', 'subscribe']);
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  test('call passes name and parameters, nothing more, on the contract’s channel', async () => {
    const { bridge, invoked } = runPreload();
    const call = bridge.call as (...values: unknown[]) => Promise<unknown>;
    expect(await call('status.get', { a: 1 }, 'smuggled')).toEqual({ ok: true, value: 'answer' });
    expect(invoked).toEqual([[ipcChannels.call, 'status.get', { a: 1 }]]);
  });

  test('subscribers get the tick without the event, until they leave', () => {
    const { bridge, listeners } = runPreload();
    const heard: unknown[][] = [];
    const leave = bridge.subscribe((...values: unknown[]) => void heard.push(values));
    const send = () => {
      for (const listener of listeners.get(ipcChannels.tick) ?? [])
        listener({ sender: 'secret' }, { topics: ['traffic'] });
    };
    send();
    expect(leave()).toBe(undefined);
    send();
    expect(heard).toEqual([[{ topics: ['traffic'] }]]);
  });
});
