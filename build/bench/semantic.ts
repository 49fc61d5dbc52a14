import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchTargets } from '../../src-core/contracts/settings.ts';
import { decideCandidate, guardCandidate } from '../../src-core/matching/decide.ts';
import { forkModelProcess } from '../../src-core/matching/models/fork-model-process.ts';
import { startModelRunner } from '../../src-core/matching/models/model-runner.ts';
import { readText } from '../../src-core/matching/text/read-text.ts';
import { createVectorIndex } from '../../src-core/vector/create-vector-index.ts';
import { loadHnswlib } from '../../src-core/vector/load-hnswlib.ts';
import { root } from '../root.ts';
import { postBytes, percentile, runLoad } from './load.ts';
import { startPlainServer, startSemcache, type ServerProcess } from './servers.ts';

const path = '/v1/chat/completions';
const dimensions = 384;
const ms = (value: number): string => `${value.toFixed(2)} ms`;

interface Line {
  what: string;
  figures: string;
  goal: string;
  met: boolean;
}

/** Pairs that mean the same, so that every second one is a hit by meaning. */
const topics = [
  'rename a git branch',
  'reset my password',
  'list docker containers',
  'sort a list in Python',
  'boil an egg',
  'change a tyre',
  'write a cover letter',
  'open a csv file in Excel',
  'center a div',
  'undo the last commit',
];
const stored = topics.map((topic) => `How do I ${topic}?`);
const asked = topics.map((topic) => `How can I ${topic}?`);

const chat = (text: string): string => JSON.stringify({ model: 'bench', messages: [{ role: 'user', content: text }] });

async function timed(rounds: number, work: (index: number) => unknown): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const startedAt = performance.now();
    await work(index);
    times.push(performance.now() - startedAt);
  }
  const sorted = times.slice(Math.floor(rounds / 10)).toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
}

/** The stages by themselves, in the processes they run in. */
async function benchStages(folder: string): Promise<{ lines: Line[]; modelsMs: number }> {
  const ignore = (): void => undefined;
  const runner = startModelRunner({
    modelsFolder: join(root, 'models'),
    embedder: 'all-MiniLM-L6-v2',
    verifier: 'semcache-verifier',
    memoryPath: join(folder, 'models.json'),
    appVersion: 'bench',
    spawn: forkModelProcess,
    clock: { now: Date.now, monotonic: () => performance.now() },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    countFailure: ignore,
    onChange: ignore,
  });
  const loadedAt = performance.now();
  await runner.started();
  const load = performance.now() - loadedAt;
  const embed = await timed(300, (index) => runner.embed(asked[index % asked.length] ?? ''));
  const verify = await timed(300, (index) =>
    runner.verify([{ stored: stored[index % 10] ?? '', asked: asked[index % 10] ?? '' }]),
  );
  await runner.close();
  const decide = await timed(2000, (index) => {
    const candidate = guardCandidate(readText(stored[index % 10] ?? ''), readText(asked[index % 10] ?? ''), 0.95);
    return decideCandidate(candidate, 4.5, matchTargets.balanced);
  });
  const lines: Line[] = [
    { what: 'models load from disk', figures: ms(load), goal: '<= 1500 ms', met: load <= 1500 },
    { what: 'embed a text', figures: `p50 ${ms(embed.p50)}, p99 ${ms(embed.p99)}`, goal: 'shown', met: true },
    {
      what: 'verify a pair, both orders',
      figures: `p50 ${ms(verify.p50)}, p99 ${ms(verify.p99)}`,
      goal: 'second stage <= 6 ms',
      met: verify.p50 <= 6,
    },
    {
      what: 'guards and decision',
      figures: `p50 ${decide.p50.toFixed(3)} ms, p99 ${decide.p99.toFixed(3)} ms`,
      goal: '<= 0.3 ms',
      met: decide.p50 <= 0.3,
    },
  ];
  return { lines, modelsMs: embed.p50 + verify.p50 };
}

/** Vectors around centres, as texts on topics are. */
function clustered(count: number): Float32Array[] {
  const bytes = randomBytes(4096);
  let state = bytes.readUInt32LE(0);
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5;
  const centres = Array.from({ length: Math.ceil(count / 20) }, () =>
    Float32Array.from({ length: dimensions }, random),
  );
  return Array.from({ length: count }, (_, index) => {
    const centre = centres[index % centres.length] ?? new Float32Array(dimensions);
    const vector = centre.map((value) => value + 0.6 * random());
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

async function benchSearch(sizes: readonly number[]): Promise<Line[]> {
  const hnswlib = await loadHnswlib();
  const lines: Line[] = [];
  for (const size of sizes) {
    const index = createVectorIndex({ dimensions, hnswlib, countFailure: () => undefined });
    const vectors = clustered(size);
    for (const [place, vector] of vectors.entries()) index.add('p', `e${String(place)}`, vector);
    await index.settled();
    const search = await timed(500, (round) =>
      index.search('p', vectors[(round * 7919) % size] ?? new Float32Array(dimensions), 5, 0.7),
    );
    lines.push({
      what: `search among ${String(size)} vectors`,
      figures: `p50 ${ms(search.p50)}, p99 ${ms(search.p99)} (${index.kind()})`,
      goal: size === 100_000 ? '<= 2 ms' : 'shown',
      met: size !== 100_000 || search.p50 <= 2,
    });
    index.close();
  }
  return lines;
}

/** Whole hits through the proxy, and what they do to others meanwhile. */
async function benchProxy(folder: string, modelsMs: number): Promise<Line[]> {
  const upstream = await startPlainServer('upstream');
  const semcache = await startSemcache(join(folder, 'data'), []);
  const headers = { 'x-llm-proxy-upstream': `${upstream.url}${path}` };
  const request = (text: string): Buffer => postBytes(path, chat(text), headers);
  const lines: Line[] = [];
  try {
    await untilMetric(semcache, 'semcache_models_ready', 1);
    for (const text of stored) await askOnce(semcache, request(text));
    await untilMetric(semcache, 'semcache_vectors', stored.length);
    const questions = asked.map(request);
    for (const connections of [1, 8]) {
      const hits = await runLoad({
        port: semcache.port,
        connections,
        requestAt: (index) => questions[index % questions.length] ?? Buffer.alloc(0),
        seconds: 3,
      });
      const over = hits.p50 - modelsMs;
      lines.push({
        what: `hit by meaning, ${String(connections)} at once`,
        figures: `p50 ${ms(hits.p50)}, p99 ${ms(hits.p99)}, ${hits.rate.toFixed(0)}/s`,
        goal: connections === 1 ? `<= embedding + verification + 2 ms (${ms(modelsMs + 2)})` : 'shown',
        met: connections !== 1 || over <= 2,
      });
    }
    lines.push(...(await benchBystanders(semcache, questions, request(stored[0] ?? ''))));
    const memory = await memoryOf(semcache);
    lines.push({ what: 'memory with models, few entries', figures: memory, goal: 'shown', met: true });
  } finally {
    await Promise.all([upstream.stop(), semcache.stop()]);
  }
  return lines;
}

/** Exact hits and the event loop while 50 requests by meaning are always waiting. */
async function benchBystanders(semcache: ServerProcess, questions: Buffer[], exact: Buffer): Promise<Line[]> {
  const alone = await runLoad({ port: semcache.port, connections: 1, requestAt: () => exact, seconds: 2 });
  const crowd = runLoad({
    port: semcache.port,
    connections: 50,
    requestAt: (index) => questions[index % questions.length] ?? Buffer.alloc(0),
    seconds: 4,
  });
  const beside = await runLoad({ port: semcache.port, connections: 1, requestAt: () => exact, seconds: 3 });
  await crowd;
  return [
    {
      what: 'exact hit while 50 requests by meaning wait (p50)',
      figures: `${(beside.p50 / alone.p50).toFixed(2)}x (${beside.p50.toFixed(3)} ms against ${alone.p50.toFixed(3)} ms)`,
      goal: '<= 1.1x',
      met: beside.p50 <= alone.p50 * 1.1,
    },
    {
      what: 'longest an exact hit waited meanwhile (p99)',
      figures: ms(beside.p99),
      goal: '<= 20 ms',
      met: beside.p99 <= 20,
    },
  ];
}

async function memoryOf(server: ServerProcess): Promise<string> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const own = Number(/^semcache_memory_usage (\S+)/m.exec(text)?.[1]) / 2 ** 20;
  return `${own.toFixed(0)} MiB proxy${childMemory(server.pid)}`;
}

/** Resident memory of the models' process, where /proc tells. */
function childMemory(pid: number): string {
  try {
    const [child] = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
      .trim()
      .split(' ');
    const status = readFileSync(`/proc/${child ?? ''}/status`, 'utf8');
    return `, ${(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toFixed(0)} MiB models`;
  } catch {
    return '';
  }
}

/** The load loop sends at least one request, however short it runs. */
async function askOnce(server: ServerProcess, bytes: Buffer): Promise<void> {
  await runLoad({ port: server.port, connections: 1, requestAt: () => bytes, seconds: 0 });
}

async function untilMetric(server: ServerProcess, name: string, value: number): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    if (Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) >= value) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${name} did not reach ${String(value)}`);
}

/** Answers by meaning: each stage by itself, the whole hit, and what it does to requests beside it. */
export async function benchSemantic(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-bench-'));
  try {
    const stages = await benchStages(folder);
    return [
      ...stages.lines,
      ...(await benchSearch([1000, 10_000, 100_000])),
      ...(await benchProxy(folder, stages.modelsMs)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
