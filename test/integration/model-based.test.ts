import { request as httpRequest } from 'node:http';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CacheMode } from '../../src-core/contracts/views.ts';
import { runCore, testClock, type RunningCore } from '../support/core-instance.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  startUpstream,
  type ScriptedUpstream,
} from '../support/scripted-upstream.ts';

const minute = 60_000;
const ttlMs = 10 * minute;

/** How the upstream treats the next calls. Only the first kind may ever be stored. */
const behaviours = ['ok', 'filtered', 'error', 'hang-up', 'cut'] as const;
type Behaviour = (typeof behaviours)[number];

interface Ask {
  prompt: number;
  credential: 'a' | 'b';
  stream: boolean;
  /** Identical requests at the same time. */
  copies: number;
  /** The client leaves once it has this much of the answer; null stays to the end. */
  leavesAfter: number | null;
}

type Action =
  | { kind: 'ask'; ask: Ask }
  | { kind: 'behave'; behaviour: Behaviour }
  | { kind: 'mode'; mode: CacheMode }
  | { kind: 'wait'; minutes: number }
  | { kind: 'clear' }
  | { kind: 'staleOnError'; allowed: boolean };

const asks = fc.record({
  prompt: fc.nat(2),
  credential: fc.constantFrom<Ask['credential']>('a', 'b'),
  stream: fc.boolean(),
  copies: fc.integer({ min: 1, max: 3 }),
  leavesAfter: fc.option(fc.nat(120), { freq: 4 }),
});
const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 12, arbitrary: asks.map((ask): Action => ({ kind: 'ask', ask })) },
  { weight: 2, arbitrary: fc.constantFrom(...behaviours).map((behaviour): Action => ({ kind: 'behave', behaviour })) },
  { weight: 2, arbitrary: fc.constant<Action>({ kind: 'behave', behaviour: 'ok' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<CacheMode>('live', 'live', 'prefer-cache', 'replay-only', 'refresh', 'pause')
      .map((mode): Action => ({ kind: 'mode', mode })),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 15 }).map((minutes): Action => ({ kind: 'wait', minutes })) },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'clear' }) },
  { weight: 1, arbitrary: fc.boolean().map((allowed): Action => ({ kind: 'staleOnError', allowed })) },
);

/** What a client saw. */
interface Seen {
  status: number;
  cacheStatus: string;
  text: string;
  ended: boolean;
}

function send(url: string, ask: Ask): Promise<Seen> {
  const body = JSON.stringify({
    model: 'gpt-test',
    stream: ask.stream,
    messages: [{ role: 'user', content: `prompt ${String(ask.prompt)}` }],
  });
  return new Promise((resolve) => {
    const seen: Seen = { status: 0, cacheStatus: '', text: '', ended: false };
    const outgoing = httpRequest(
      `${url}/v1/chat/completions`,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${ask.credential}` },
      },
      (incoming) => {
        seen.status = incoming.statusCode ?? 0;
        seen.cacheStatus = String(incoming.headers['x-cache-status']);
        incoming.setEncoding('utf8');
        incoming.on('data', (text: string) => {
          seen.text += text;
          if (ask.leavesAfter !== null && seen.text.length >= ask.leavesAfter) outgoing.destroy();
        });
        incoming.on('end', () => (seen.ended = true));
        incoming.on('error', () => undefined);
        incoming.on('close', () => resolve(seen));
      },
    );
    outgoing.on('error', () => resolve(seen));
    outgoing.on('close', () => resolve(seen));
    outgoing.end(body);
  });
}

/** An answer that the upstream gave, as its own text tells. */
interface Given {
  serial: number;
  prompt: number;
  credential: string;
  behaviour: string;
}

const answerText = (given: Given): string =>
  `serial=${String(given.serial)} prompt=${String(given.prompt)} credential=${given.credential} behaviour=${given.behaviour};`;

function readAnswer(text: string): Given | undefined {
  const plain = text.replaceAll(/\\"|"[^"]*?"\s*:\s*|[{}[\]]/g, ' ');
  const found = /serial=(\d+) prompt=(\d+) credential=(\w+) behaviour=([\w-]+);/.exec(
    text.includes('data:') ? joined(text) : plain,
  );
  return found === null
    ? undefined
    : { serial: Number(found[1]), prompt: Number(found[2]), credential: found[3]!, behaviour: found[4]! };
}

/** Text of a stream's deltas. */
function joined(stream: string): string {
  return [...stream.matchAll(/^data: (\{.*\})$/gm)]
    .map(([, json]) => {
      const chunk = JSON.parse(json!) as { choices: { delta?: { content?: string } }[] };
      return chunk.choices[0]?.delta?.content ?? '';
    })
    .join('');
}

describe('random requests, cancels, faults and modes', () => {
  let upstream: ScriptedUpstream;
  let behaviour: Behaviour = 'ok';
  let serial = 0;
  /** Time at which each answer was given. */
  const givenAt = new Map<number, number>();
  const clock = testClock();

  beforeAll(async () => {
    upstream = await startUpstream(async (request, response) => {
      const { stream, messages } = JSON.parse(request.body.toString()) as {
        stream: boolean;
        messages: { content: string }[];
      };
      const prompt = Number(/\d+/.exec(messages[0]!.content)?.[0]);
      const credential = String(request.headers.authorization).slice('Bearer '.length);
      const given = { serial: (serial += 1), prompt, credential, behaviour };
      givenAt.set(given.serial, clock.now());
      const how = behaviour;
      if (how === 'hang-up') return void response.destroy();
      if (how === 'error') return sendJson(response, { error: { message: answerText(given) } }, 503);
      const finish = how === 'filtered' ? 'content_filter' : 'stop';
      if (!stream) {
        const choices = [
          { index: 0, message: { role: 'assistant', content: answerText(given) }, finish_reason: finish },
        ];
        const body = JSON.stringify(chatCompletion('', { choices }));
        response.writeHead(200, { 'content-type': 'application/json' });
        if (how !== 'cut') return void response.end(body);
        response.write(body.slice(0, -20));
        await new Promise(setImmediate);
        return void response.destroy();
      }
      const chunks = chatChunks(answerText(given).split(/(?<= )/)).map((chunk) =>
        chunk.replace('"finish_reason":"stop"', `"finish_reason":"${finish}"`),
      );
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const chunk of how === 'cut' ? chunks.slice(0, -1) : chunks) {
        response.write(chunk);
        await new Promise(setImmediate);
      }
      if (how === 'cut') response.destroy();
      else response.end();
    });
  });
  afterAll(() => upstream.close());

  /** What the cache may serve, kept beside it as simply as can be. */
  interface Model {
    mode: CacheMode;
    staleOnError: boolean;
    /** Answers given before this number were cleared. */
    clearedUpTo: number;
  }

  const judge = (model: Model, ask: Ask, seen: Seen, before: { serial: number; now: number }): void => {
    const fromCache = ['hit', 'stale'].includes(seen.cacheStatus);
    const isWhole = seen.ended && seen.status === 200;
    // A client that stayed has a whole answer, an error, or a connection that was visibly cut.
    if (model.mode === 'replay-only') expect(serial).toBe(before.serial);
    if (model.mode === 'pause') expect(seen.cacheStatus === '' || seen.cacheStatus === 'bypass').toBe(true);
    if (model.mode === 'refresh') expect(fromCache && !model.staleOnError).toBe(false);
    if (!isWhole || ask.leavesAfter !== null) return;
    const given = readAnswer(seen.text);
    expect(given).toBeDefined();
    // Never another prompt's or another credential's.
    expect([given!.prompt, given!.credential]).toEqual([ask.prompt, ask.credential]);
    if (!fromCache) return;
    expect(given!.behaviour).toBe('ok');
    expect(given!.serial).toBeGreaterThan(model.clearedUpTo);
    const age = before.now - givenAt.get(given!.serial)!;
    const mayBeOld =
      model.mode === 'prefer-cache' || model.mode === 'replay-only' || (model.staleOnError && behaviour !== 'ok');
    if (seen.cacheStatus === 'hit') expect(age).toBeLessThanOrEqual(ttlMs);
    else expect(mayBeOld).toBe(true);
  };

  const run = async (sequence: readonly Action[]): Promise<void> => {
    const model: Model = { mode: 'live', staleOnError: false, clearedUpTo: serial };
    behaviour = 'ok';
    const semcache: RunningCore = await runCore(
      {
        cache: { ttlMs },
        proxy: { defaultUpstream: 'here' },
        upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
      },
      { clock },
    );
    try {
      for (const action of sequence) {
        switch (action.kind) {
          case 'behave':
            behaviour = action.behaviour;
            break;
          case 'mode':
            model.mode = action.mode;
            await semcache.ask('mode.set', { mode: action.mode });
            break;
          case 'wait':
            clock.advance(action.minutes * minute);
            break;
          case 'clear':
            await semcache.core.settled();
            await semcache.ask('entries.clear', {});
            model.clearedUpTo = serial;
            break;
          case 'staleOnError':
            model.staleOnError = action.allowed;
            await semcache.ask('settings.set', {
              patch: { cache: { staleOnErrorMs: action.allowed ? 60 * minute : 0 } },
            });
            break;
          case 'ask': {
            const before = { serial, now: clock.now() };
            const answers = await Promise.all(
              Array.from({ length: action.ask.copies }, () => send(semcache.url, action.ask)),
            );
            for (const seen of answers) judge(model, action.ask, seen, before);
          }
        }
      }
      await semcache.core.settled();
      const { failures } = await semcache.ask('status.get', {});
      expect(failures).toEqual({});
    } finally {
      await semcache.stop();
    }
  };

  test('no answer is served that a simple model of the cache forbids', async () => {
    await fc.assert(fc.asyncProperty(fc.array(actions, { minLength: 10, maxLength: 40 }), run), { numRuns: 60 });
    expect(serial).toBeGreaterThan(300);
  }, 240_000);
});
