import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tempDir } from '../support/core-instance.ts';
import { postJson } from '../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';

const main = join(import.meta.dirname, '..', '..', 'src-core', 'cli', 'main.ts');
const run = promisify(execFile);

interface Ready {
  event: string;
  url: string;
  admin: string;
  token: string;
  dataDir: string;
  pid: number;
}

/** Runs a command of the real program and returns what it printed, whatever its exit code. */
async function semcache(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await run(process.execPath, [main, ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

describe('the command line', () => {
  const temp = tempDir();
  const children: ChildProcess[] = [];
  let upstream: ScriptedUpstream;

  const serve = async (...args: string[]): Promise<{ ready: Ready; child: ChildProcess }> => {
    const child = spawn(process.execPath, [main, 'serve', '--json', '--data-dir', temp.path, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout }))
      return { ready: JSON.parse(line) as Ready, child };
    throw new Error('serve ended early');
  };
  const ask = (url: string) =>
    postJson(
      `${url}/v1/chat/completions`,
      { model: 'm', messages: [{ role: 'user', content: 'kept for later' }] },
      { 'x-llm-proxy-upstream': `${upstream.url}/v1/chat/completions` },
    );

  beforeAll(async () => {
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('kept')));
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  afterAll(async () => {
    await upstream.close();
    temp.remove();
  });

  test('serve --json prints one line, answers, ends cleanly on SIGTERM, and finds its entries after kill -9', async () => {
    const first = await serve('--port', '0');
    expect(first.ready).toMatchObject({
      event: 'ready',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      dataDir: temp.path,
      pid: first.child.pid,
    });
    expect(first.ready.admin).toBe(`${first.ready.url}/admin/#token=${first.ready.token}`);
    expect((await ask(first.ready.url)).headers['x-cache-status']).toBe('miss');
    expect((await ask(first.ready.url)).headers['x-cache-status']).toBe('hit');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await serve('--port', '0');
    expect((await ask(second.ready.url)).headers['x-cache-status']).toBe('hit');
    expect(upstream.seen).toHaveLength(1);
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  });

  test('commands talk to the running instance, and to the folder when none runs', async () => {
    const { ready, child } = await serve('--port', '0');
    const hit = await ask(ready.url);
    const id = String(hit.headers['x-semcache-request']);
    const live = await semcache('status', '--data-dir', temp.path, '--json');
    expect(JSON.parse(live.stdout)).toMatchObject({
      url: ready.url,
      pid: ready.pid,
      console: ready.admin,
      store: { entries: 1 },
    });
    const explained = await semcache('explain', id, '--data-dir', temp.path);
    expect(explained.stdout).toMatch(/^HIT exact: POST \/v1\/chat\/completions/);
    expect((await semcache('env', '--data-dir', temp.path, '--shell', 'fish')).stdout).toContain(
      `set -gx OPENAI_BASE_URL ${ready.url}/v1`,
    );
    child.kill('SIGTERM');
    await once(child, 'exit');

    const listed = await semcache('entries', 'kept', '--data-dir', temp.path);
    expect(listed.stdout).toContain('kept for later');
    expect(JSON.parse((await semcache('status', '--data-dir', temp.path, '--json')).stdout)).toMatchObject({
      url: null,
      store: { entries: 1 },
    });
    expect((await semcache('clear', '--dry-run', '--data-dir', temp.path)).stdout).toMatch(/^Would remove 1 entries/);
    const cleared = await semcache('clear', '--json', '--data-dir', temp.path);
    const { undo } = JSON.parse(cleared.stdout) as { undo: string };
    expect((await semcache('restore', undo, '--data-dir', temp.path)).stdout).toBe('Restored 1 entries.\n');
  });

  test('a second instance on the same folder says who holds it', async () => {
    const { ready } = await serve('--port', '0');
    const second = await semcache('serve', '--port', '0', '--data-dir', temp.path);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`process ${ready.pid} at ${ready.url}`);
    expect(second.stderr).toContain('data_dir_in_use');
  });

  test('a taken port is never left for another: it says who holds it', async () => {
    const held: Socket[] = [];
    const holder = createServer((socket) => void held.push(socket));
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const blocked = await semcache('serve', '--port', String(port), '--data-dir', temp.path);
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toContain(`Port ${port} on 127.0.0.1 is held by`);
    expect(blocked.stderr).toContain('port_in_use');
    const named = process.platform === 'linux' ? `held by node, process id ${process.pid}` : 'held by';
    expect(blocked.stderr).toContain(named);
    for (const socket of held) socket.destroy();
    await new Promise((resolve) => holder.close(resolve));
  });

  test.each([
    ['not JSON', '{"proxy":', 'settings_invalid'],
    ['a field that is wrong', '{"proxy":{"port":"high"}}', 'proxy.port'],
    ['a field that does not exist', '{"cache":{"tll":5}}', 'tll'],
  ])('settings with %s are named and left alone', async (_, text, named) => {
    const file = join(temp.path, 'my-settings.json');
    writeFileSync(file, text);
    const failed = await semcache('serve', '--port', '0', '--data-dir', temp.path, '--settings', file);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(named);
    expect(failed.stderr).toContain(file);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
