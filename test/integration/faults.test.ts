import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCore, tempDir, type RunningCore } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';
import { postJson, type RawResponse } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const main = join(import.meta.dirname, '..', '..', 'src-core', 'cli', 'main.ts');
const holder = join(import.meta.dirname, '..', 'core', 'store', 'children', 'hold-database.ts');

const body = (text: string): object => ({ model: 'gpt-test', messages: [{ role: 'user', content: text }] });

describe('faults end in served requests and a visible counter', () => {
  let upstream: ScriptedUpstream;
  let semcache: RunningCore | undefined;
  let temp: ReturnType<typeof tempDir>;
  const children: ChildProcess[] = [];
  /** Text that makes an answer large. */
  let filling = '';

  beforeEach(async () => {
    filling = '';
    temp = tempDir();
    upstream = await startUpstream((request, response) => {
      const { messages } = JSON.parse(request.body.toString()) as { messages: { content: string }[] };
      sendJson(response, chatCompletion(`answer to ${messages[0]!.content}${filling}`));
    });
  });
  afterEach(async () => {
    await semcache?.stop();
    semcache = undefined;
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    }
    await upstream.close();
    temp.remove();
  });

  const start = async (): Promise<RunningCore> => {
    semcache = await runCore(
      { proxy: { defaultUpstream: 'here' }, upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }] },
      { dataDir: temp.path },
    );
    return semcache;
  };
  const ask = (url: string, text: string): Promise<RawResponse> =>
    postJson(`${url}/v1/chat/completions`, body(text), {
      'x-llm-proxy-upstream': `${upstream.url}/v1/chat/completions`,
    });
  const expectServed = async (url: string, text: string): Promise<string> => {
    const answer = await ask(url, text);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      choices: [{ message: { content: `answer to ${text}${filling}` } }],
    });
    return String(answer.headers['x-cache-status']);
  };
  const child = async (command: string, args: string[]): Promise<{ process: ChildProcess; line: string }> => {
    const started = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(started);
    for await (const line of createInterface({ input: started.stdout })) return { process: started, line };
    throw new Error(`${command} ended early`);
  };
  const databaseFile = (): string => join(temp.path, 'semcache.sqlite');

  test('a disk that is full: files of the process may not grow beyond a limit of the system', async () => {
    // The shell's limit is on the size of a file, in KiB: past it the system refuses to write, as on a full disk.
    const script = 'ulimit -f 700; exec "$0" "$@"';
    const args = [
      '-c',
      script,
      process.execPath,
      main,
      'serve',
      '--port',
      '0',
      '--no-semantic',
      '--json',
      '--data-dir',
      temp.path,
    ];
    const { line } = await child('/bin/bash', args);
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    expect(await expectServed(url, 'before')).toBe('miss');
    await pollUntil(async () => (await expectServed(url, 'before')) === 'hit');
    filling = ` ${'r4nd0m '.repeat(10)}`;
    const status = async () => {
      const answer = await postJson(`${url}/admin/api/status.get`, {}, { authorization: `Bearer ${token}` });
      return (
        JSON.parse(answer.body.toString()) as {
          value: { failures: Record<string, number>; totals: { errors: number } };
        }
      ).value;
    };
    let asked = 0;
    await pollUntil(async () => {
      filling = ` ${Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))).toString('base64')}`;
      for (let burst = 0; burst < 5; burst += 1) await expectServed(url, `question ${String((asked += 1))}`);
      return Object.keys((await status()).failures).length > 0;
    }, 30_000);
    const { failures, totals } = await status();
    expect(Object.keys(failures).join(' ')).toMatch(/store_put|log_write_failed/);
    expect(totals.errors).toBe(0);
    filling = '';
    expect(await expectServed(url, 'before')).toBe('hit');
    expect(await expectServed(url, 'after')).toBe('miss');
  });

  test('a database that another process holds', async () => {
    const { url, ask: call } = await start();
    await expectServed(url, 'before');
    await call('status.get', {});
    const { process: held } = await child(process.execPath, ['--no-warnings', holder, databaseFile()]);
    expect(await expectServed(url, 'before')).toBe('hit');
    expect(await expectServed(url, 'during')).toBe('miss');
    expect((await call('status.get', {})).failures).toHaveProperty('store_put');
    held.kill('SIGKILL');
    await once(held, 'exit');
    expect(await expectServed(url, 'after')).toBe('miss');
    await call('status.get', {});
    expect(await expectServed(url, 'after')).toBe('hit');
  });

  test('a clock that jumps back, and forth', async () => {
    const { url, clock, ask: call } = await start();
    await expectServed(url, 'before');
    clock.advance(-365 * 24 * 3600_000);
    const answer = await ask(url, 'before');
    expect([answer.headers['x-cache-status'], answer.headers['age']]).toEqual(['hit', '0']);
    expect(await expectServed(url, 'in the past')).toBe('miss');
    expect(await expectServed(url, 'in the past')).toBe('hit');
    clock.advance(10 * 365 * 24 * 3600_000);
    expect(await expectServed(url, 'before')).toBe('miss');
    const { items } = await call('traffic.list', {});
    expect(items.every(({ totalMs, firstByteMs }) => totalMs >= 0 && (firstByteMs ?? 0) >= 0)).toBe(true);
  });

  test.each<[string, (file: string) => void]>([
    ['cut to a third', (file) => truncateSync(file, Math.floor(statSync(file).size / 3))],
    [
      'overwritten in the middle',
      (file) => {
        const handle = openSync(file, 'r+');
        for (let at = 8192; at < statSync(file).size; at += 4096)
          writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, at);
        closeSync(handle);
      },
    ],
  ])('a store file that is %s while it runs, and at the next start', async (_, damage) => {
    const first = await start();
    for (let index = 0; index < 40; index += 1) await expectServed(first.url, `question ${String(index)}`);
    await first.core.settled();
    const file = databaseFile();
    // What is only in the write-ahead log is not in the file yet.
    await first.stop();
    const second = await start();
    damage(file);
    for (let index = 0; index < 40; index += 1) await expectServed(second.url, `question ${String(index)}`);
    await expectServed(second.url, 'another');
    await second.ask('status.get', {}).catch(() => undefined);
    const failed = Object.keys(second.core.status().failures);
    await second.stop();

    const third = await start();
    expect(await expectServed(third.url, 'a new one')).toBe('miss');
    await third.core.settled();
    expect(await expectServed(third.url, 'a new one')).toBe('hit');
    const { health } = third.core.status();
    const notice = health.find(({ part }) => part === 'store');
    // Damage is told by the counters of the run that met it, or by the notice of the start that found it.
    expect(failed.length > 0 || notice?.state === 'degraded').toBe(true);
    expect(existsSync(file)).toBe(true);
  });

  test('an upstream that is killed in the middle of an answer, and one that is not there', async () => {
    const { url, ask: call } = await start();
    await expectServed(url, 'before');
    await call('status.get', {});
    await upstream.close();
    expect(await expectServed(url, 'before')).toBe('hit');
    const answer = await ask(url, 'new');
    expect([answer.status, answer.headers['x-cache-reason']]).toEqual([502, 'upstream_unreachable']);
    expect((await call('status.get', {})).totals.errors).toBe(1);
  });
});
