import { join } from 'node:path';
import { postBytes, runLoad, type LoadResult } from './load.ts';
import { fillByMeaning, type FilledIndex } from './semantic-fill.ts';
import { ms, type Line } from './semantic-lines.ts';
import { asked, chatBody, chatPath, stored } from './semantic-questions.ts';
import { startWatched, type WatchedServer } from './semantic-server.ts';
import { timed, type Stages } from './semantic-stages.ts';
import { startPlainServer } from './servers.ts';

/** V8 compiles what runs often: hits of a few seconds after the start take about a third longer. */
const warmUpSeconds = 6;

/** Where goals count: smaller sizes are shown beside it. */
const fullSize = 100_000;

/** Whole hits by meaning among so many entries, and what they do to everything else meanwhile. */
export async function benchScale(folder: string, entries: number, stages: Stages): Promise<Line[]> {
  // A question that had to go upstream must not be stored: from then on it would be an exact hit.
  const upstream = await startPlainServer('cut-short');
  const headers = { 'x-llm-proxy-upstream': `${upstream.url}${chatPath}` };
  const request = (text: string): Buffer => postBytes(chatPath, chatBody(text), headers);
  const dataDir = join(folder, String(entries));
  const at = (what: string): string => `${entries.toLocaleString('en')} entries: ${what}`;
  const lines: Line[] = [];
  const add = (what: string, figures: string, goal: string, met: boolean): void =>
    void lines.push({ what: at(what), figures, goal, met });
  try {
    const filledAt = performance.now();
    const filled = await fillByMeaning(dataDir, entries, headers['x-llm-proxy-upstream'], {
      ...stages,
      texts: stored,
    });
    process.stderr.write(`filled ${String(entries)} in ${((performance.now() - filledAt) / 1000).toFixed(0)} s\n`);
    lines.push(await benchSearch(filled, at('search')));
    filled.close();

    const exact = request(stored[0] ?? '');
    const questions = asked.map(request);
    // The first run writes what a fresh instance still writes; the second is the restart that is measured.
    await (await startAndWait(dataDir, entries)).server.stop();
    const { server, exactMs, meaningMs } = await startAndWait(dataDir, entries, exact);
    try {
      add(
        'restart, until an identical request / one by meaning is answered',
        `${exactMs.toFixed(0)} ms / ${meaningMs.toFixed(0)} ms from the start of the process`,
        'by meaning within 10 s',
        meaningMs <= 10_000,
      );
      const starting = await server.readLoop();
      add('longest block of the event loop while starting', ms(starting.longestMs), 'shown', true);
      const first = await load(server, questions, 1, 2);
      add(
        'hits by meaning of the first two seconds, 1 at once',
        `p50 ${ms(first.p50)}, p99 ${ms(first.p99)}`,
        'shown',
        true,
      );
      // Every other figure here is that of compiled code.
      await load(server, questions, 1, warmUpSeconds);
      for (const connections of [1, 8]) lines.push(await benchHits(server, questions, connections, stages, at));
      lines.push(...(await benchBystanders(server, questions, exact, at)));
      const { proxy, models } = server.memory();
      add(
        'memory after all this',
        `${proxy.toFixed(0)} MiB proxy + ${models.toFixed(0)} MiB models = ${(proxy + models).toFixed(0)} MiB`,
        entries === fullSize ? '<= 450 MiB' : 'shown',
        entries !== fullSize || proxy + models <= 450,
      );
    } finally {
      await server.stop();
    }
  } finally {
    await upstream.stop();
  }
  return lines;
}

async function benchSearch({ index, partition, vectors }: FilledIndex, what: string): Promise<Line> {
  const search = await timed(500, (round) => {
    const vector = vectors[(round * 7919) % vectors.length];
    return vector === undefined ? [] : index.search(partition, vector, 5, 0.7);
  });
  return {
    what,
    figures: `p50 ${ms(search.p50)}, p99 ${ms(search.p99)} (${index.kind()})`,
    goal: index.size() === fullSize ? '<= 2 ms' : 'shown',
    met: index.size() !== fullSize || search.p50 <= 2,
  };
}

/** Starts on a filled folder; resolves once everything answers. */
async function startAndWait(
  dataDir: string,
  entries: number,
  exact?: Buffer,
): Promise<{ server: WatchedServer; exactMs: number; meaningMs: number }> {
  const startedAt = performance.now();
  const server = await startWatched(dataDir);
  if (exact !== undefined) await runLoad({ port: server.port, connections: 1, requestAt: () => exact, seconds: 0 });
  const exactMs = performance.now() - startedAt;
  await untilMetric(server, 'semcache_models_ready', 1);
  await untilMetric(server, 'semcache_vectors', entries);
  return { server, exactMs, meaningMs: performance.now() - startedAt };
}

async function benchHits(
  server: WatchedServer,
  questions: Buffer[],
  connections: number,
  { modelsMs }: Stages,
  at: (what: string) => string,
): Promise<Line> {
  const hits = await load(server, questions, connections, 3);
  const bound = modelsMs + 2;
  return {
    what: at(`hit by meaning, ${String(connections)} at once`),
    figures: `p50 ${ms(hits.p50)}, p99 ${ms(hits.p99)}, ${hits.rate.toFixed(0)}/s`,
    goal: connections === 1 ? `<= embedding + verification + 2 ms (${ms(bound)})` : 'shown',
    met: connections !== 1 || hits.p50 <= bound,
  };
}

/** Exact hits and the event loop while 50 requests by meaning are always waiting. */
async function benchBystanders(
  server: WatchedServer,
  questions: Buffer[],
  exact: Buffer,
  at: (what: string) => string,
): Promise<Line[]> {
  const alone = (seconds: number): Promise<LoadResult> => load(server, [exact], 1, seconds);
  await alone(1);
  const before = await alone(2);
  server.resetLoop();
  const crowd = load(server, questions, 50, 4);
  const beside = await alone(3);
  await crowd;
  const loop = await server.readLoop();
  const after = await alone(2);
  // The machine's own mood changes in between: the mean of before and after is what it was meanwhile.
  const usual = (before.p50 + after.p50) / 2;
  return [
    {
      what: at('exact hit while 50 by meaning wait (p50)'),
      figures: `${(beside.p50 / usual).toFixed(2)}x (${beside.p50.toFixed(3)} ms against ${usual.toFixed(3)} ms); p99 ${ms(beside.p99)}`,
      goal: '<= 1.1x',
      met: beside.p50 <= usual * 1.1,
    },
    {
      what: at('longest block of the event loop meanwhile'),
      figures: `${ms(loop.longestMs)}, p99 ${ms(loop.p99Ms)}; longest work of its own ${ms(loop.longestWorkMs)}, longest garbage collection ${ms(loop.longestCollectionMs)}`,
      goal: '<= 20 ms',
      met: loop.longestMs <= 20,
    },
  ];
}

const load = (server: WatchedServer, requests: Buffer[], connections: number, seconds: number): Promise<LoadResult> =>
  runLoad({
    port: server.port,
    connections,
    requestAt: (index) => requests[index % requests.length] ?? Buffer.alloc(0),
    seconds,
  });

async function untilMetric(server: WatchedServer, name: string, value: number): Promise<void> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    if (Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) >= value) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${name} did not reach ${String(value)}`);
}
