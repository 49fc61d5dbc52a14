import { appendFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SettingsFile } from '../../src-core/contracts/settings.ts';
import { runCore, type RunningCore } from '../support/core-instance.ts';
import { commit, shippedFiles, shippedModels, startHub, type ModelHub } from '../support/model-hub.ts';
import { pollUntil } from '../support/poll-until.ts';
import { postJson } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { tinyEmbedder } from '../support/tiny-onnx.ts';

const name = 'acme/mini-copy';

describe('another embedding model, from a hub that is a real server', { timeout: 60_000 }, () => {
  let hub: ModelHub;
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  const ask: RunningCore['ask'] = (operation, params) => semcache.ask(operation, params);
  const chat = (text: string) =>
    postJson(`${semcache.url}/v1/chat/completions`, { model: 'm', messages: [{ role: 'user', content: text }] });

  const start = async (matching: SettingsFile['matching'] = {}, dataDir?: string): Promise<void> => {
    const settings: SettingsFile = {
      matching: { level: 'balanced', ...matching },
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    };
    const place = dataDir === undefined ? {} : { dataDir };
    semcache = await runCore(settings, { modelsDir: shippedModels, env: { HF_ENDPOINT: `${hub.url}/` }, ...place });
    await semcache.core.settled();
  };
  /** Closes and starts again on the same folder, with the same settings. */
  const restart = async (): Promise<void> => {
    const { settings } = await ask('settings.get', {});
    await semcache.core.close({ graceMs: 100 });
    await start(settings.matching, semcache.dataDir);
  };
  /** Downloads to the end, whatever that is. */
  const download = async (model: string, revision?: string) => {
    await ask('models.download', { name: model, ...(revision === undefined ? {} : { revision }) });
    await pollUntil(async () => (await ask('models.list', {})).download === null);
    return ask('models.list', {});
  };
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'no error',
      (error: Error) => error.message.split(':')[0],
    );
  const folder = () => join(semcache.dataDir, 'models');
  const leftovers = () => (existsSync(folder()) ? readdirSync(folder(), { recursive: true }) : []);

  beforeEach(async () => {
    hub = await startHub();
    hub.models.set(name, shippedFiles('all-MiniLM-L6-v2'));
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('an answer')));
    await start();
  });

  afterEach(async () => {
    await semcache.stop();
    await upstream.close();
    await hub.close();
  });

  test('is downloaded with digests checked, used, and used again after a restart; nothing else asks the hub', async () => {
    expect(await ask('models.list', {})).toMatchObject({
      items: [{ name: 'all-MiniLM-L6-v2', shipped: true, inUse: true, problem: null, dimensions: 384 }],
      download: null,
      failure: null,
    });
    expect(hub.seen).toEqual([]);
    const begun = await ask('models.download', { name });
    expect(begun.download).toMatchObject({ name, revision: 'main', totalBytes: totalOf(hub, name) });
    await pollUntil(async () => (await ask('models.list', {})).download === null);
    const { items, failure } = await ask('models.list', {});
    expect(failure).toBeNull();
    expect(items[1]).toEqual({
      name,
      shipped: false,
      inUse: false,
      problem: null,
      revision: commit,
      bytes: totalOf(hub, name),
      dimensions: 384,
      installedAt: semcache.clock.now(),
    });
    // After the first file everything is asked of the commit that the branch stood for.
    expect(hub.seen.filter((line) => line.includes('/resolve/main/'))).toEqual([
      `HEAD /${name}/resolve/main/config.json`,
    ]);

    await chat('How do I reset my password?');
    await ask('models.use', { name });
    await semcache.core.settled();
    expect((await ask('models.list', {})).items.map(({ inUse }) => inUse)).toEqual([false, true]);
    const hit = await chat('How can I reset my password?');
    expect(hit.headers).toMatchObject({ 'x-cache-match': 'semantic' });
    const seen = hub.seen.length;

    await restart();
    expect((await ask('models.list', {})).items.map(({ inUse }) => inUse)).toEqual([false, true]);
    expect((await chat('How could I reset my password?')).headers).toMatchObject({ 'x-cache-match': 'semantic' });
    expect(hub.seen.length).toBe(seen);
  });

  test('of other dimensions finds candidates, while decision, cosine and confidence stay the shipped model’s', async () => {
    const files = shippedFiles('all-MiniLM-L6-v2');
    files.set('onnx/model_quantized.onnx', tinyEmbedder(30_522, 64));
    hub.models.set('acme/tiny', files);
    await chat('How do I reset my password?');
    await semcache.core.settled();
    const shipped = await chat('How can I reset my password?');
    const { items } = await download('acme/tiny');
    expect(items[1]).toMatchObject({ name: 'acme/tiny', dimensions: 64 });
    await ask('models.use', { name: 'acme/tiny' });
    await semcache.core.settled();
    const found = await chat('How can I reset my password?');
    const figures = ['x-cache-match', 'x-cache-similarity', 'x-cache-confidence', 'x-semcache-entry'];
    expect(figures.map((header) => found.headers[header])).toEqual(figures.map((header) => shipped.headers[header]));
    const vetoed = await chat('How can I not reset my password?');
    expect([vetoed.headers['x-cache-status'], vetoed.headers['x-cache-reason']]).toEqual(['miss', 'guard_veto']);

    await ask('models.use', { name: 'all-MiniLM-L6-v2' });
    await semcache.core.settled();
    expect((await chat('How could I reset my password?')).headers['x-cache-match']).toBe('semantic');
  });

  test('what cannot be had has its own code, and leaves nothing behind', async () => {
    expect(await codeOf(ask('models.download', { name: 'acme/unknown' }))).toBe('model_not_found');
    expect(await codeOf(ask('models.download', { name, revision: 'gone' }))).toBe('model_not_found');
    hub.models.set('acme/no-weights', new Map([['config.json', Buffer.from('{}')]]));
    expect(await codeOf(ask('models.download', { name: 'acme/no-weights' }))).toBe('model_unusable');
    hub.announced.set('onnx/model_quantized.onnx', 2 ** 50);
    expect(await codeOf(ask('models.download', { name }))).toBe('disk_full');
    hub.announced.clear();
    hub.corrupted.set(
      'onnx/model_quantized.onnx',
      Buffer.alloc(hub.models.get(name)!.get('onnx/model_quantized.onnx')!.length),
    );
    expect((await download(name)).failure).toMatchObject({ name, code: 'model_damaged' });
    hub.corrupted.clear();
    const config = hub.models.get(name)!.get('config.json')!;
    hub.corrupted.set('config.json', Buffer.from(config.toString().replace('384', '385')));
    expect((await download(name)).failure).toMatchObject({ name, code: 'model_damaged' });
    hub.corrupted.clear();
    hub.models.set('acme/classifier', shippedFiles('semcache-verifier'));
    const unusable = await download('acme/classifier');
    expect(unusable.failure).toMatchObject({ code: 'model_unusable' });
    expect(unusable.failure?.message).toContain('made for something else than embedding');
    expect(await codeOf(ask('models.use', { name: 'acme/classifier' }))).toBe('model_not_found');
    expect(await codeOf(ask('models.download', { name: '../escape' }))).toBe('invalid_params');
    expect(await codeOf(ask('models.download', { name: 'acme/../..' }))).toBe('invalid_params');
    await hub.close();
    expect(await codeOf(ask('models.download', { name }))).toBe('hub_unreachable');
    expect(leftovers()).toEqual([]);
    expect((await ask('models.list', {})).items).toHaveLength(1);
  });

  test('a download can be cancelled in its middle, and begun again', async () => {
    hub.holdAfter = 100_000;
    await ask('models.download', { name });
    await pollUntil(async () => ((await ask('models.list', {})).download?.receivedBytes ?? 0) > 100_000);
    expect(await codeOf(ask('models.download', { name }))).toBe('conflict');
    expect(await ask('models.cancel', {})).toEqual({ cancelled: true });
    expect(await ask('models.list', {})).toMatchObject({ download: null, failure: null });
    expect(leftovers()).toEqual([]);
    expect(await ask('models.cancel', {})).toEqual({ cancelled: false });
    hub.holdAfter = null;
    expect((await download(name)).items[1]).toMatchObject({ name });
  });

  test('a model whose file was changed later is not run: the shipped one goes on, and health says why', async () => {
    await download(name);
    appendFileSync(join(folder(), ...name.split('/'), 'tokenizer_config.json'), ' ');
    expect(await codeOf(ask('models.use', { name }))).toBe('model_damaged');
    await chat('How do I reset my password?');
    await ask('settings.set', { patch: { matching: { model: name } } });
    await semcache.core.settled();
    const { health } = await ask('status.get', {});
    expect(health.find(({ part }) => part === 'models')).toMatchObject({
      state: 'degraded',
      reason: expect.stringContaining('was changed since it was downloaded') as string,
    });
    expect((await ask('models.list', {})).items).toMatchObject([
      { inUse: true, problem: null },
      { inUse: false, problem: expect.stringContaining('download the model again') as string },
    ]);
    expect((await chat('How can I reset my password?')).headers['x-cache-match']).toBe('semantic');
  });

  test('an instance that closes in the middle of a download leaves no partial file', async () => {
    hub.holdAfter = 100_000;
    await ask('models.download', { name });
    await pollUntil(async () => ((await ask('models.list', {})).download?.receivedBytes ?? 0) > 100_000);
    await restart();
    expect(leftovers()).toEqual([]);
  });
});

const totalOf = (hub: ModelHub, name: string): number =>
  [...(hub.models.get(name)?.values() ?? [])].reduce((sum, file) => sum + file.length, 0);
