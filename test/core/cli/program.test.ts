import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPackage } from '../../../src-core/cli/paths.ts';
import { runProgram } from '../../../src-core/cli/program.ts';
import { runCore, tempDir, type RunningCore } from '../../support/core-instance.ts';
import { postJson } from '../../support/raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../../support/scripted-upstream.ts';

const place = findPackage(import.meta.dirname);

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runProgram(argv, {
    place,
    env: {},
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('commands on a data folder', () => {
  const temp = tempDir();
  let upstream: ScriptedUpstream;
  let semcache: RunningCore;
  let hitId = '';

  beforeAll(async () => {
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('an answer')));
    semcache = await runCore({}, { dataDir: temp.path });
    for (const [project, text] of [
      ['a', 'first question'],
      ['b', 'second question'],
      ['b', 'second question'],
    ] as const) {
      const answer = await postJson(
        `${semcache.url}/p/${project}/v1/chat/completions`,
        { model: 'm', messages: [{ role: 'user', content: text }] },
        { 'x-llm-proxy-upstream': `${upstream.url}/v1/chat/completions` },
      );
      hitId = String(answer.headers['x-semcache-request']);
    }
    await semcache.core.settled();
  });

  afterAll(async () => {
    await semcache.core.close({ graceMs: 0 });
    await upstream.close();
    temp.remove();
  });

  const dir = ['--data-dir', temp.path];

  test('ask the running instance: status, entries, explain, env, mark', async () => {
    const status = await run('status', ...dir);
    expect(status.out).toMatch(/proxy +http:\/\/127\.0\.0\.1:\d+/);
    expect(status.out).toMatch(/entries +2 \(/);
    expect(status.out).toContain('3 requests, 1 hits, 2 misses');
    expect(status.out).toContain(`/admin/#token=${semcache.core.token}`);
    const entries = await run('entries', ...dir, '--project', 'b');
    expect(entries.out).toMatch(/second question\n1 of 1$/);
    expect((await run('entries', 'nothing', 'like', 'it', ...dir)).out).toBe('No entries.');
    expect((await run('explain', hitId, ...dir)).out).toMatch(
      /^HIT exact: POST \/v1\/chat\/completions .*\n {2}An identical request/,
    );
    expect(await run('explain', 'req_none', ...dir)).toMatchObject({
      code: 1,
      err: expect.stringContaining('(not_found)') as string,
    });
    expect((await run('env', ...dir, '--shell', 'powershell')).out).toContain(
      `$env:OPENAI_BASE_URL = "${semcache.url}/v1"`,
    );
    expect((await run('env', ...dir, '--shell', 'cmd', '--json')).out).toContain(
      `set OPENAI_BASE_URL=${semcache.url}/v1`,
    );
    expect((await run('mark', hitId, 'right', ...dir)).out).toContain('nothing was changed');
    const cleared = await run('clear', ...dir, '--project', 'a', '--model', 'm', '--text', 'first');
    expect(cleared.out).toMatch(/^Removed 1 entries \(\d+ B\)\.\nUndo within ten minutes: semcache restore \S+$/);
    expect((await run('restore', cleared.out.split(' ').at(-1) ?? '', ...dir)).out).toBe('Restored 1 entries.');
    expect((await run('clear', ...dir, '--dry-run')).out).toMatch(/^Would remove 2 entries/);
    const wrong = await run('mark', hitId, 'wrong', ...dir);
    expect(wrong.out).toMatch(/was removed.*\nUndo within/s);
    expect(JSON.parse((await run('entries', ...dir, '--json')).out)).toMatchObject({ total: 1 });
  });

  test('a second serve on the folder, and bad arguments, are told apart from success', async () => {
    expect(await run('serve', '--port', '0', ...dir)).toMatchObject({
      code: 1,
      err: expect.stringContaining('data_dir_in_use') as string,
    });
    expect(await run('serve', '--port', 'high', ...dir)).toMatchObject({
      code: 1,
      err: expect.stringContaining('a port is a number') as string,
    });
    expect(await run('entries', '--limit', '0', ...dir)).toMatchObject({ code: 1 });
    expect(await run('nonsense')).toMatchObject({
      code: 1,
      err: expect.stringContaining("unknown command 'nonsense'") as string,
    });
    expect(await run('--version')).toMatchObject({ code: 0, out: place.version });
  });

  test('the package knows its models; a folder outside of it has no package', () => {
    expect(place.modelsDir).toBe(join(place.root, 'models'));
    expect(() => findPackage('/')).toThrow('no package.json');
  });
});
