import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { answerOf, outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { pollUntil } from '../support/poll-until.ts';
import { chatCompletion, sendJson } from '../support/scripted-upstream.ts';

let chat: ChatCore;
afterEach(() => chat.stop());

const evals = { path: '/p/evals/v1/chat/completions' };
/** Asks one after the other and tells how each was answered. */
async function askTimes(count: number, ...given: Parameters<ChatCore['ask']>): Promise<string[]> {
  const said: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const answer = await chat.ask(...given);
    said.push(`${String(answer.headers['x-cache-status'])} ${answerOf(answer)}`);
  }
  return said;
}

describe('samples that a request names', () => {
  test('each number has an answer of its own; 1 is what a request without a number gets', async () => {
    chat = await startChatCore();
    const asked = [undefined, '1', '2', '3', '2', '3', '1', undefined];
    const said: string[] = [];
    for (const sample of asked) {
      const answer = await chat.ask('q', sample === undefined ? {} : { 'x-semcache-sample': sample });
      said.push(`${String(answer.headers['x-cache-status'])} ${answerOf(answer)}`);
    }
    expect(said).toEqual([
      'miss answer 1',
      'hit answer 1',
      'miss answer 2',
      'miss answer 3',
      'hit answer 2',
      'hit answer 3',
      'hit answer 1',
      'hit answer 1',
    ]);
    expect(chat.upstream.seen.every(({ headers }) => headers['x-semcache-sample'] === undefined)).toBe(true);
    const { items } = await chat.semcache.ask('entries.list', {});
    const entries = await Promise.all(items.map(({ id }) => chat.semcache.ask('entries.get', { id })));
    const samples = entries.map(({ keyParts }) => keyParts.find(({ name }) => name === 'sample')?.value);
    expect(samples).toEqual(['3', '2', undefined]);
  });

  test('seed and n stay what they are: part of the identity', async () => {
    chat = await startChatCore();
    expect(await askTimes(2, 'q', { 'x-semcache-sample': '2' }, { body: { seed: 1 } })).toEqual([
      'miss answer 1',
      'hit answer 1',
    ]);
    expect(await askTimes(1, 'q', { 'x-semcache-sample': '2' }, { body: { seed: 2 } })).toEqual(['miss answer 2']);
    expect(await askTimes(1, 'q', { 'x-semcache-sample': '2' }, { body: { n: 2 } })).toEqual(['miss answer 3']);
  });
});

describe('samples that a project keeps', () => {
  test('every request goes upstream until they are stored, then they serve in turn', async () => {
    chat = await startChatCore({ projects: { evals: { samples: 3 } } });
    expect(await askTimes(10, 'q', {}, evals)).toEqual([
      'miss answer 1',
      'miss answer 2',
      'miss answer 3',
      ...['1', '2', '3', '1', '2', '3', '1'].map((number) => `hit answer ${number}`),
    ]);
    expect(await askTimes(1, 'another', {}, evals)).toEqual(['miss answer 4']);
    expect(await askTimes(2, 'q')).toEqual(['miss answer 5', 'hit answer 5']);
    expect(await askTimes(1, 'q', { 'x-semcache-sample': '2' }, evals)).toEqual(['hit answer 2']);
  });

  test('a missing one is fetched again, an answer that was not stored leaves its place open', async () => {
    let status = 200;
    chat = await startChatCore(
      { projects: { evals: { samples: 2 } } },
      { script: (_, response) => sendJson(response, chatCompletion(`answer ${chat.upstream.seen.length}`), status) },
    );
    expect(await askTimes(1, 'q', {}, evals)).toEqual(['miss answer 1']);
    status = 503;
    expect((await chat.ask('q', {}, evals)).status).toBe(503);
    status = 200;
    expect(await askTimes(2, 'q', {}, evals)).toEqual(['miss answer 3', 'hit answer 1']);
    const { items } = await chat.semcache.ask('entries.list', {});
    await chat.semcache.ask('entries.delete', { ids: [items[1]!.id] });
    expect(await askTimes(3, 'q', {}, evals)).toEqual(['miss answer 4', 'hit answer 3', 'hit answer 4']);
  });

  test('requests at the same time fetch different ones', async () => {
    const waiting: ServerResponse[] = [];
    chat = await startChatCore(
      { projects: { evals: { samples: 3 } } },
      { script: (_, response) => void waiting.push(response) },
    );
    // The fourth and fifth share calls that are under way.
    const asked = [1, 2, 3, 4, 5].map(() => chat.ask('q', {}, evals));
    await pollUntil(() => waiting.length === 3);
    await pollUntil(async () => (await chat.semcache.ask('status.get', {})).inFlight.clients === 5);
    for (const [index, response] of waiting.entries()) sendJson(response, chatCompletion(`answer ${index + 1}`));
    await Promise.all(asked);
    expect((await chat.semcache.ask('status.get', {})).store.entries).toBe(3);
    const said = await askTimes(4, 'q', {}, evals);
    expect([new Set(said).size, said[0] === said[3], chat.upstream.seen.length]).toEqual([3, true, 3]);
  });

  test('replay-only deals out those that there are; refresh renews them in turn', async () => {
    chat = await startChatCore({ projects: { evals: { samples: 3 } } });
    await askTimes(2, 'q', {}, evals);
    await chat.semcache.ask('mode.set', { mode: 'replay-only' });
    expect(await askTimes(3, 'q', {}, evals)).toEqual(['hit answer 1', 'hit answer 2', 'hit answer 1']);
    expect((await chat.ask('unknown', {}, evals)).status).toBe(504);
    await chat.semcache.ask('mode.set', { mode: 'live' });
    expect(await askTimes(2, 'q', {}, evals)).toEqual(['miss answer 3', 'hit answer 1']);
    await chat.semcache.ask('mode.set', { mode: 'refresh' });
    await askTimes(3, 'q', {}, evals);
    await chat.semcache.ask('mode.set', { mode: 'live' });
    expect(new Set(await askTimes(3, 'q', {}, evals))).toEqual(
      new Set(['hit answer 4', 'hit answer 5', 'hit answer 6']),
    );
  });
});

describe('samples and meaning', () => {
  const modelsDir = join(import.meta.dirname, '..', '..', 'models');

  test('only the first of a prompt’s answers may serve another wording', async () => {
    chat = await startChatCore({ matching: { level: 'balanced' }, projects: { evals: { samples: 2 } } }, { modelsDir });
    await chat.semcache.core.settled();
    await chat.ask('How do I rename a git branch?');
    await chat.ask('How do I rename a git branch?', {}, evals);
    await chat.semcache.core.settled();
    expect(outcomeOf(await chat.ask('How can I rename a git branch?', { 'x-semcache-sample': '2' }))).toBe(
      'miss not_found',
    );
    expect(outcomeOf(await chat.ask('How can I rename a git branch?', {}, evals))).toBe('miss not_found');
    expect(outcomeOf(await chat.ask('How can I rename a git branch?'))).toBe('hit semantic semantic_match');
  });
});
