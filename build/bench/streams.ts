import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.ts';
import { percentile } from './load.ts';
import { startScript, startSemcache, type ServerProcess } from './servers.ts';
import { readSlowStream, type SlowStream } from './slow-stream.ts';

interface Line {
  what: string;
  figures: string;
  goal: string;
  met: boolean;
}

const path = '/v1/chat/completions';
const held = { streams: 1000, pieces: 60, everyMs: 1000 };
const shared = { clients: 50, pieces: 100, everyMs: 20 };
const mebibyte = 1024 * 1024;
const agent = new Agent({ maxSockets: Infinity });

/** Many streams at once, held for a minute; and many clients of one stream. */
export async function benchStreams(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-bench-'));
  const upstream = await startScript(join(root, 'build', 'bench', 'slow-stream-server.ts'), []);
  const semcache = await startSemcache(folder);
  try {
    return [await holdStreams(semcache, upstream), ...(await shareStream(semcache, upstream))];
  } finally {
    await semcache.stop();
    await upstream.stop();
    rmSync(folder, { recursive: true });
  }
}

async function holdStreams(semcache: ServerProcess, upstream: ServerProcess): Promise<Line> {
  const streams = Array.from({ length: held.streams }, (_, index) =>
    readStream(semcache, upstream, `question ${String(index)}`, held),
  );
  const memory: number[] = [];
  const timer = setInterval(() => memory.push(residentBytes(semcache.pid)), 1000);
  const results = await Promise.all(streams);
  clearInterval(timer);
  const whole = results.filter((result) => result.whole).length;
  // The first seconds open two thousand connections, the last ones record a thousand answers; what counts is between.
  const early = Math.max(...memory.slice(5, 15));
  const late = Math.max(...memory.slice(45, 55));
  const peak = Math.max(...memory);
  const growth = (late - early) / mebibyte;
  return {
    what: `${String(held.streams)} concurrent streams for ${String((held.pieces * held.everyMs) / 1000)} s`,
    figures: `${String(whole)} whole, memory ${(early / mebibyte).toFixed(0)} MiB after 10 s, ${(late / mebibyte).toFixed(0)} MiB after 50 s, ${(peak / mebibyte).toFixed(0)} MiB when all were recorded, piece delay p50 ${ms(delay(results, 0.5))}, p99 ${ms(delay(results, 0.99))}`,
    goal: 'no byte lost; memory flat (growth <= 32 MiB)',
    met: whole === held.streams && growth <= 32,
  };
}

async function shareStream(semcache: ServerProcess, upstream: ServerProcess): Promise<Line[]> {
  const before = await callsOf(upstream);
  const results = await Promise.all(
    Array.from({ length: shared.clients }, () => readStream(semcache, upstream, 'the same question', shared)),
  );
  const calls = (await callsOf(upstream)) - before;
  const leader = results.filter(({ status }) => status === 'miss');
  const followers = results.filter(({ status }) => status === 'coalesced');
  const lag = delay(followers, 0.5) - delay(leader, 0.5);
  const whole = results.filter((result) => result.whole).length;
  return [
    {
      what: `${String(shared.clients)} identical streams at once`,
      figures: `${String(calls)} upstream call, ${String(whole)} whole, ${String(followers.length)} shared it`,
      goal: '1 upstream call, all whole',
      met: calls === 1 && whole === shared.clients,
    },
    {
      what: 'delay of a piece, followers over the first client, p50',
      figures: `${ms(lag)} (first client ${ms(delay(leader, 0.5))}, followers p50 ${ms(delay(followers, 0.5))}, p99 ${ms(delay(followers, 0.99))})`,
      goal: '<= 5 ms',
      met: lag <= 5,
    },
  ];
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

function delay(results: readonly SlowStream[], share: number): number {
  const delays = results.flatMap((result) => result.delays).toSorted((one, other) => one - other);
  return percentile(delays, share);
}

function readStream(
  semcache: ServerProcess,
  upstream: ServerProcess,
  question: string,
  { pieces, everyMs }: { pieces: number; everyMs: number },
): Promise<SlowStream> {
  const body = JSON.stringify({
    model: 'bench',
    stream: true,
    messages: [{ role: 'user', content: question }],
    metadata: { pieces: String(pieces), everyMs: String(everyMs) },
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-llm-proxy-upstream': `${upstream.url}${path}`,
  };
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    const outgoing = request({ port: semcache.port, path, method: 'POST', headers, agent }, (response) => {
      const seen: { text: string; at: number }[] = [];
      response.setEncoding('utf8');
      response.on('data', (text: string) => seen.push({ text, at: Date.now() }));
      const status = String(response.headers['x-cache-status']);
      response.on('close', () => resolve(readSlowStream(seen, { pieces, startedAt, status })));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function callsOf(upstream: ServerProcess): Promise<number> {
  const answer = await fetch(`${upstream.url}/calls`);
  return Number(await answer.text());
}

/** Resident memory of a process (Linux: /proc/<pid>/statm, in pages of 4 KiB). */
function residentBytes(pid: number): number {
  const [, resident = '0'] = readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ');
  return Number(resident) * 4096;
}
