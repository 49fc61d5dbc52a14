import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { z } from 'zod';
import { firstLine, keepOutput } from './process-output.ts';

const readySchema = z.object({ url: z.string(), token: z.string() });
const pollMs = 100;
const limitMs = 120_000;

/** Takes the packed app apart into a folder where plain Node can run it, models included. */
export function unpackApp(resources: string, folder: string): void {
  extractAll(join(resources, 'app.asar'), folder);
  cpSync(join(resources, 'models'), join(folder, 'models'), { recursive: true });
}

/**
 * Runs the unpacked app's core without Electron, in folders of its own: a miss, an exact hit, a hit by meaning, a clean
 * end. Calls `passed` after each; throws with what was seen instead.
 */
export async function bootCore(app: string, folder: string, passed: (step: string) => void): Promise<void> {
  const upstream = await startAnswering();
  mkdirSync(folder);
  const settings = join(folder, 'given.json');
  writeFileSync(
    settings,
    JSON.stringify({
      proxy: { defaultUpstream: 'here' },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
      matching: { level: 'balanced' },
    }),
  );
  const main = join(app, 'dist', 'src-core', 'cli', 'main.js');
  const flags = ['serve', '--port', '0', '--json', '--data-dir', join(folder, 'data'), '--settings', settings];
  const child = spawn(process.execPath, ['--no-warnings', main, ...flags], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = keepOutput(child);
  try {
    const ready = readySchema.parse(JSON.parse(await firstLine(child)));
    passed('the core of the packed files serves');
    await exercise(ready.url, passed);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Error(`it ended with code ${String(code)}`);
    passed('it ends when told to');
  } catch (error) {
    throw new Error(`${String(error)}\n${log()}`, { cause: error });
  } finally {
    child.kill('SIGKILL');
    upstream.server.close();
  }
}

async function exercise(url: string, passed: (step: string) => void): Promise<void> {
  const miss = await ask(url, 'How do I reset my password?');
  expectHeaders(miss, { 'x-cache-status': 'miss' });
  passed('a first request is a miss');
  await until('the answer can be found by meaning', async () =>
    /^semcache_vectors 1$/m.test(await text(`${url}/metrics`)),
  );
  const again = await ask(url, 'How do I reset my password?');
  expectHeaders(again, { 'x-cache-status': 'hit', 'x-cache-match': 'exact' });
  passed('the same request is an exact hit');
  const alike = await ask(url, 'How can I reset my password?');
  expectHeaders(alike, { 'x-cache-status': 'hit', 'x-cache-match': 'semantic' });
  if (alike.body !== miss.body) throw new Error(`another answer: ${alike.body}`);
  passed(`other words are a hit by meaning, with similarity ${alike.headers.get('x-cache-similarity') ?? ''}`);
}

/** Runs the models' process of the unpacked app with the runtime that is WebAssembly alone. */
export async function bootWebModels(app: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', join(app, 'dist', 'src-core', 'matching', 'models', 'model-process.js')],
    {
      env: { PATH: process.env['PATH'] },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  const log = keepOutput(child);
  const reply = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the models' process ended with ${String(code)}: ${log()}`)));
  });
  try {
    child.send({
      type: 'load',
      modelsFolder: join(app, 'models'),
      embedder: 'all-MiniLM-L6-v2',
      verifier: 'semcache-verifier',
      backend: 'wasm',
      identity: null,
    });
    const { type, message } = z.object({ type: z.string(), message: z.string().optional() }).parse(await reply);
    if (type !== 'ready') throw new Error(message ?? type);
  } finally {
    child.kill('SIGKILL');
  }
}

interface Answer {
  headers: Headers;
  body: string;
}

async function ask(url: string, content: string): Promise<Answer> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer packed' },
    body: JSON.stringify({ model: 'packed', messages: [{ role: 'user', content }] }),
  });
  return { headers: response.headers, body: await response.text() };
}

function expectHeaders({ headers, body }: Answer, wanted: Record<string, string>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = headers.get(name);
    if (found !== value) {
      const reason = headers.get('x-cache-reason') ?? 'none';
      throw new Error(`${name} is ${String(found)}, not ${value} (reason ${reason}): ${body.slice(0, 300)}`);
    }
  }
}

const text = async (url: string): Promise<string> => (await fetch(url)).text();

async function until(what: string, probe: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await probe())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** An upstream that gives every request an answer of its own. */
async function startAnswering(): Promise<{ url: string; server: Server }> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      count += 1;
      const message = { role: 'assistant', content: `answer ${String(count)}` };
      const choices = [{ index: 0, message, finish_reason: 'stop' }];
      const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          id: `c${String(count)}`,
          object: 'chat.completion',
          created: 1,
          model: 'packed',
          choices,
          usage,
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the upstream has no port');
  return { url: `http://127.0.0.1:${String(address.port)}`, server };
}
