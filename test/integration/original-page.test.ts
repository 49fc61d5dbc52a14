import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCore, tempDir, type RunningCore } from '../support/core-instance.ts';
import { chatCompletion } from '../support/scripted-upstream.ts';
import { startTlsInternet, type TlsInternet } from '../support/tls-upstream.ts';

const run = promisify(execFile);

/**
 * The curl commands of the original's page, run by a shell as they stand there; only the port differs, and -i shows
 * the response headers. Host names resolve through a CONNECT proxy whose far end is ours.
 */
async function runExample(name: string, url: string): Promise<{ headers: Record<string, string>; body: unknown }> {
  const script = readFileSync(join(import.meta.dirname, '..', 'fixtures', `original-${name}.sh`), 'utf8')
    .replace('http://localhost:8080', url.replace('127.0.0.1', 'localhost'))
    .replace('curl ', 'curl -sS -i ');
  const env = { ...process.env, OPENAI_API_KEY: 'sk-openai', DEEPSEEK_API_KEY: 'sk-deepseek', NO_PROXY: '*' };
  const { stdout } = await run('bash', ['-c', script], { env });
  const [head = '', body = ''] = stdout.split('\r\n\r\n');
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(/:\s*/, 2).map((part, index) => (index === 0 ? part.toLowerCase() : part)))
      .filter((pair): pair is [string, string] => pair.length === 2),
  );
  return { headers, body: JSON.parse(body) };
}

describe("the original's page on providers, as shell commands", () => {
  const temp = tempDir();
  let internet: TlsInternet;
  let semcache: RunningCore;

  beforeAll(async () => {
    const hosts = ['api.openai.com', 'api.deepseek.com', 'your-provider-hostname.com'];
    internet = await startTlsInternet(temp.path, hosts, (host) => chatCompletion(`an answer from ${host}`));
    semcache = await runCore({ proxy: { caFile: internet.caFile } }, { env: { HTTPS_PROXY: internet.proxyUrl } });
  });

  afterAll(async () => {
    await semcache.stop();
    await internet.close();
    temp.remove();
  });

  test.each([
    ['openai', 'api.openai.com', 'Bearer sk-openai', 'gpt-4o'],
    ['deepseek', 'api.deepseek.com', 'Bearer sk-deepseek', 'deepseek-chat'],
    ['generic', 'your-provider-hostname.com', 'Bearer YOUR_API_KEY', 'provider-model-name'],
  ])('%s: first a miss through TLS and the proxy, then a hit', async (name, host, authorization, model) => {
    const before = internet.seen.length;
    const first = await runExample(name, semcache.url);
    const second = await runExample(name, semcache.url);

    expect(first.headers['x-cache-status']).toBe('miss');
    expect(first.headers['x-ratelimit-remaining-requests']).toBe('41');
    expect(second.headers['x-cache-status']).toBe('hit');
    expect(second.headers['x-cache-match']).toBe('exact');
    expect(second.headers['x-ratelimit-remaining-requests']).toBeUndefined();
    expect(second.body).toEqual(first.body);
    expect(first.body).toEqual(chatCompletion(`an answer from ${host}`));

    const reached = internet.seen.slice(before);
    expect(reached.map((request) => [request.host, request.url, request.authorization])).toEqual([
      [host, '/v1/chat/completions', authorization],
    ]);
    expect(JSON.parse(reached[0]?.body ?? '')).toMatchObject({ model });
    expect(reached[0]?.headerNames.map((header) => header.toLowerCase())).not.toContain('x-llm-proxy-upstream');
    expect(internet.tunnels).toContain(`${host}:443`);
  });
});
