import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestText } from './answers.ts';
import { fillStore } from './fill-store.ts';
import { percentile, postBytes, runLoad, type LoadResult } from './load.ts';
import { startPlainServer, startSemcache, type ServerProcess } from './servers.ts';

const path = '/v1/chat/completions';
const seconds = 3;
const rounds = 3;

interface Line {
  what: string;
  figures: string;
  goal: string;
  met: boolean;
}

const median = (values: number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
const ms = (value: number): string => `${value.toFixed(3)} ms`;

/** Rounds of both sides alternate, so that a noisy neighbour slows both. */
async function compare(
  runs: Record<string, () => Promise<LoadResult>>,
): Promise<Record<string, { rate: number; p50: number; p99: number }>> {
  const results: Record<string, LoadResult[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) (results[name] ??= []).push(await run());
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, list]) => [
      name,
      {
        rate: median(list.map((one) => one.rate)),
        p50: median(list.map((one) => one.p50)),
        p99: median(list.map((one) => one.p99)),
      },
    ]),
  );
}

/** Hits, misses and first bytes beside a raw Node server and a direct call, in one run on one machine. */
export async function benchExact(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-bench-'));
  const lines: Line[] = [];
  const raw = await startPlainServer('raw');
  const upstream = await startPlainServer('upstream');
  const semcache = await startSemcache(join(folder, 'small'));
  try {
    lines.push({ what: 'memory of the idle process, no models', ...(await idleMemory(semcache)) });
    const headers = { 'x-llm-proxy-upstream': `${upstream.url}${path}` };
    const hit = postBytes(path, requestText('What is a cache?'), headers);
    const load = (server: ServerProcess, connections: number, requestAt: (index: number) => Buffer) => () =>
      runLoad({ port: server.port, connections, requestAt, seconds });

    await runLoad({ port: semcache.port, connections: 4, requestAt: () => hit, seconds: 2 });
    await runLoad({ port: raw.port, connections: 4, requestAt: () => hit, seconds: 2 });
    for (const connections of [1, 32]) {
      const { direct, rawServer, hits } = await compare({
        direct: load(upstream, connections, () => hit),
        rawServer: load(raw, connections, () => hit),
        hits: load(semcache, connections, () => hit),
      });
      if (direct === undefined || rawServer === undefined || hits === undefined) throw new Error('a run is missing');
      const rate = hits.rate / rawServer.rate;
      lines.push({
        what: `hits, ${String(connections)} connection${connections === 1 ? '' : 's'}`,
        figures: `${hits.rate.toFixed(0)}/s, p50 ${ms(hits.p50)}, p99 ${ms(hits.p99)}; raw server ${rawServer.rate.toFixed(0)}/s, p50 ${ms(rawServer.p50)}, p99 ${ms(rawServer.p99)}; direct call ${direct.rate.toFixed(0)}/s, p50 ${ms(direct.p50)}; rate ${rate.toFixed(2)}x raw`,
        goal: 'rate >= 0.5x the raw server’s',
        met: rate >= 0.5,
      });
      if (connections === 1) {
        lines.push({
          what: 'hit p50 over the raw server’s',
          figures: ms(hits.p50 - rawServer.p50),
          goal: '<= 0.5 ms',
          met: hits.p50 - rawServer.p50 <= 0.5,
        });
      }
    }

    let serial = 0;
    const fresh = (): Buffer => postBytes(path, requestText(`Question ${String((serial += 1))}?`), headers);
    const { direct, misses } = await compare({ direct: load(upstream, 1, fresh), misses: load(semcache, 1, fresh) });
    if (direct === undefined || misses === undefined) throw new Error('a run is missing');
    lines.push({
      what: 'a miss adds to a direct call (p50)',
      figures: `${ms(misses.p50 - direct.p50)} (${ms(misses.p50)} against ${ms(direct.p50)}, ${(misses.p50 / direct.p50).toFixed(2)}x)`,
      goal: '<= 0.5 ms',
      met: misses.p50 - direct.p50 <= 0.5,
    });

    const firstDirect: number[] = [];
    const firstProxied: number[] = [];
    for (let index = 0; index < 400; index += 1) {
      firstDirect.push(await firstByte(upstream.url, requestText(`Stream ${String(index)}?`, true), {}));
      firstProxied.push(await firstByte(semcache.url, requestText(`Stream ${String(index)}?`, true), headers));
    }
    const added = median(firstProxied.slice(50)) - median(firstDirect.slice(50));
    lines.push({
      what: 'first streamed byte of a miss, added (p50)',
      figures: `${ms(added)} (${ms(median(firstProxied.slice(50)))} against ${ms(median(firstDirect.slice(50)))})`,
      goal: '<= 0.5 ms',
      met: added <= 0.5,
    });
    lines.push(await growth(folder, headers));
  } finally {
    await Promise.all([raw.stop(), upstream.stop(), semcache.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}

/** What a hit costs with 100,000 entries beside 1,000, over prompts spread through the whole store. */
async function growth(folder: string, headers: Record<string, string>): Promise<Line> {
  const sizes = [1000, 100_000];
  const servers: ServerProcess[] = [];
  try {
    for (const entries of sizes) {
      const dataDir = join(folder, String(entries));
      await fillStore(dataDir, entries, headers['x-llm-proxy-upstream'] ?? '');
      servers.push(await startSemcache(dataDir));
    }
    const requests = Array.from({ length: 1000 }, (_, index) => [
      postBytes(path, requestText(`Stored question ${String(index)}?`), headers),
      postBytes(path, requestText(`Stored question ${String(index * 100)}?`), headers),
    ]);
    const [small, large] = servers;
    if (small === undefined || large === undefined) throw new Error('a server is missing');
    const at =
      (which: 0 | 1) =>
      (index: number): Buffer =>
        requests[(index * 7919) % requests.length]?.[which] ?? Buffer.alloc(0);
    for (const [server, which] of [
      [small, 0],
      [large, 1],
    ] as const)
      await runLoad({ port: server.port, connections: 1, requestAt: at(which), seconds: 2 });
    const { few, many } = await compare({
      few: () => runLoad({ port: small.port, connections: 1, requestAt: at(0), seconds }),
      many: () => runLoad({ port: large.port, connections: 1, requestAt: at(1), seconds }),
    });
    if (few === undefined || many === undefined) throw new Error('a run is missing');
    const ratio = many.p50 / few.p50;
    return {
      what: 'a hit at 100,000 entries beside 1,000 (p50)',
      figures: `${ratio.toFixed(2)}x (${ms(many.p50)} against ${ms(few.p50)}; rate ${many.rate.toFixed(0)}/s against ${few.rate.toFixed(0)}/s)`,
      goal: '<= 1.3x',
      met: ratio <= 1.3,
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function idleMemory(server: ServerProcess): Promise<Omit<Line, 'what'>> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const bytes = Number(/^semcache_memory_usage (\S+)/m.exec(text)?.[1]);
  const mebibytes = bytes / 1024 / 1024;
  return { figures: `${mebibytes.toFixed(0)} MiB`, goal: '<= 150 MiB', met: mebibytes <= 150 };
}

/** Milliseconds from sending a request to the first byte of the answer's body. */
function firstByte(url: string, body: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const outgoing = request(
      `${url}${path}`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let first: number | undefined;
        response.on('data', () => (first ??= performance.now() - startedAt));
        response.on('end', () => resolve(first ?? Number.NaN));
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
