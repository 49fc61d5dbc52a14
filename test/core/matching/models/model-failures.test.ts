import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeSpawner } from '../../../../src-core/matching/models/fork-model-process.ts';
import { copiedModels, isAlive, shippedModels, startRunner, tempDir } from './runner-support.ts';

const question = 'How do I reset my password?';
const weights = (folder: string, model: string) => join(folder, model, 'onnx', 'model_quantized.onnx');

describe('when the process of the models fails', { timeout: 60_000 }, () => {
  test('killed under requests: those reject, the next succeed after a restart', async () => {
    const runner = startRunner();
    await runner.started();
    const requests = Promise.allSettled(Array.from({ length: 10 }, () => runner.embed(question)));
    process.kill(runner.pids[0]!, 'SIGKILL');
    const codes = (await requests).map((result) => (result.status === 'rejected' ? result.reason.code : 'answered'));
    expect(codes).toContain('crashed');
    expect(codes.filter((code) => code !== 'crashed' && code !== 'answered')).toEqual([]);
    await expect(runner.embed(question)).rejects.toMatchObject({ code: 'restarting' });
    await runner.until(({ state }) => state === 'ready');
    expect((await runner.embed(question)).vector).toHaveLength(384);
    expect(runner.state()).toEqual({ state: 'ready', reason: null, backend: 'native', queueLength: 0, restarts: 1 });
    expect(runner.failures).toEqual(['models_crashed: signal SIGKILL']);
  });

  test('a process that stops answering: requests time out, waiting is bounded, it is replaced', async () => {
    const runner = startRunner({ limits: { requestTimeoutMs: 100, hangMs: 400, maxWaiting: 5, firstBackoffMs: 1 } });
    await runner.started();
    process.kill(runner.pids[0]!, 'SIGSTOP');
    const requests = Promise.allSettled(Array.from({ length: 8 }, () => runner.embed(question)));
    expect(runner.state().queueLength).toBe(5);
    const codes = (await requests).map((result) => (result.status === 'rejected' ? result.reason.code : 'answered'));
    expect(codes).toEqual([...Array(5).fill('timeout'), ...Array(3).fill('queue-full')]);
    expect(runner.state().queueLength).toBe(0);
    await runner.until(({ restarts }) => restarts === 1);
    await runner.until(({ state }) => state === 'ready');
    expect((await runner.embed(question)).vector).toHaveLength(384);
    expect(isAlive(runner.pids[0]!)).toBe(false);
  });

  test('repeated crashes go down step by step, WebAssembly included, and are remembered', async () => {
    const memoryPath = join(tempDir(), 'models.json');
    const limits = { maxCrashes: 2, firstBackoffMs: 1, requestTimeoutMs: 20_000 };
    const runner = startRunner({ memoryPath, limits });
    await runner.started();
    const native = await runner.embed(question);
    const crash = async () => {
      const { restarts } = runner.state();
      process.kill(runner.pids.at(-1)!, 'SIGKILL');
      await runner.until((now) => now.restarts === restarts + 1 && ['ready', 'off'].includes(now.state));
    };

    await crash();
    expect(runner.state()).toMatchObject({ backend: 'native', state: 'ready' });
    await crash();
    expect(runner.state()).toMatchObject({ backend: 'native-careful', state: 'ready' });
    expect((await runner.embed(question)).vector).toHaveLength(384);
    await crash();
    await crash();
    expect(runner.state()).toMatchObject({
      backend: 'wasm',
      state: 'ready',
      reason:
        'native: crashed 2 times, last with signal SIGKILL; native-careful: crashed 2 times, last with signal SIGKILL',
    });
    const wasm = await runner.embed(question);
    expect(wasm.vector.reduce((sum, value, at) => sum + value * native.vector[at]!, 0)).toBeGreaterThan(0.999);
    const [logit] = await runner.verify([{ stored: question, asked: 'How can I reset my password?' }]);
    expect(logit).toBeCloseTo(4.51, 1);
    await runner.close();

    const next = startRunner({ memoryPath, limits });
    expect(await next.started()).toMatchObject({
      backend: 'wasm',
      state: 'ready',
      reason: expect.stringContaining('native'),
    });
    const otherVersion = startRunner({ memoryPath, limits, appVersion: '1.0.1' });
    expect(await otherVersion.started()).toMatchObject({ backend: 'native', state: 'ready', reason: null });
    await otherVersion.close();
    expect(JSON.parse(readFileSync(memoryPath, 'utf8'))).toMatchObject({ appVersion: '1.0.1', backend: 'native' });
  });

  test.each(['all-MiniLM-L6-v2', 'semcache-verifier'])(
    'a truncated %s ends in exact-only with the reason',
    async (model) => {
      const modelsFolder = copiedModels();
      const memoryPath = join(tempDir(), 'models.json');
      truncateSync(weights(modelsFolder, model), 1_000_000);
      const runner = startRunner({ modelsFolder, memoryPath });
      expect(await runner.started()).toMatchObject({ state: 'off', backend: 'none', restarts: 0 });
      expect(runner.state().reason).toMatch(/^native: .*; native-careful: .*; wasm: /s);
      expect(runner.failures).toHaveLength(3);
      await expect(runner.embed(question)).rejects.toMatchObject({ code: 'off' });
      expect(runner.pids.filter(isAlive)).toEqual([]);

      // Mended by the owner: other files, so what was remembered of the broken ones does not count.
      writeFileSync(weights(modelsFolder, model), readFileSync(weights(shippedModels, model)));
      const mended = startRunner({ modelsFolder, memoryPath });
      expect(await mended.started()).toMatchObject({ state: 'ready', backend: 'native', reason: null });
    },
  );

  test('models that are not there end in exact-only; retry finds them once they are', async () => {
    const modelsFolder = join(tempDir(), 'models');
    const runner = startRunner({ modelsFolder });
    expect(await runner.started()).toMatchObject({ state: 'off', backend: 'none' });
    expect(runner.state().reason).toContain('tokenizer');
    cpSync(shippedModels, modelsFolder, { recursive: true });
    await runner.retry();
    await runner.until(({ state }) => state !== 'restarting');
    expect(runner.state()).toMatchObject({ state: 'ready', backend: 'native', reason: null });
  });

  test.each(['native', 'wasm'] as const)('nothing reaches for the network: %s', async (backend) => {
    const trap = `data:text/javascript,${encodeURIComponent(
      `import net from 'node:net'; import dns from 'node:dns';
       const trap = () => { process.stderr.write('NETWORK USED'); process.exit(9); };
       net.Socket.prototype.connect = trap; dns.lookup = trap; globalThis.fetch = trap;`,
    )}`;
    const memoryPath = join(tempDir(), 'models.json');
    const options = { memoryPath, spawn: nodeSpawner(['--import', trap]), limits: { requestTimeoutMs: 20_000 } };
    const first = startRunner(options);
    await first.started();
    await first.close();
    const memory: unknown = JSON.parse(readFileSync(memoryPath, 'utf8'));
    writeFileSync(memoryPath, JSON.stringify({ ...Object(memory), backend }));
    const runner = startRunner(options);
    expect(await runner.started()).toMatchObject({ state: 'ready', backend });
    expect((await runner.embed(question)).vector).toHaveLength(384);
    expect(runner.failures).toEqual([]);
  });

  test('a system that starts no processes ends in exact-only', async () => {
    const spawn = () => {
      throw new Error('spawn EMFILE');
    };
    const runner = startRunner({ spawn, limits: { maxCrashes: 2, firstBackoffMs: 1 } });
    expect(await runner.started()).toMatchObject({ state: 'off', backend: 'none', restarts: 6 });
    expect(runner.state().reason).toContain('native: crashed 2 times, last with spawn EMFILE');
  });

  test('identity is known at the next start before the models are up', async () => {
    const memoryPath = join(tempDir(), 'models.json');
    const first = startRunner({ memoryPath });
    await first.started();
    await first.close();
    const second = startRunner({ memoryPath });
    await second.until(() => second.pids.length > 0);
    expect({ state: second.state().state, identity: second.identity() }).toEqual({
      state: 'starting',
      identity: first.identity(),
    });
  });
});
