import { afterEach, describe, expect, test } from 'vitest';
import { outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let chat: ChatCore;
afterEach(() => chat.stop());

/** Time to live of the only entry of a model, milliseconds. */
async function ttlOf(model: string): Promise<number | undefined> {
  const { items } = await chat.semcache.ask('entries.list', { filter: { model: [model] } });
  return items[0] && items[0].expiresAt - items[0].createdAt;
}

describe('time to live', () => {
  test.each([
    ['30s', 30_000],
    ['15m', 15 * minute],
    ['12H', 12 * hour],
    ['7d', 7 * day],
    ['2w', 14 * day],
  ])('x-semcache-ttl: %s', async (text, ttlMs) => {
    chat = await startChatCore();
    await chat.ask('q', { 'x-semcache-ttl': text });
    chat.semcache.clock.advance(ttlMs - 1);
    expect(outcomeOf(await chat.ask('q'))).toBe('hit exact exact_match');
    chat.semcache.clock.advance(1);
    expect(outcomeOf(await chat.ask('q'))).toBe('miss expired');
  });

  test('the request’s counts before the project’s, that before the model’s, that before everybody’s', async () => {
    chat = await startChatCore({
      cache: {
        ttlMs: 4 * hour,
        modelTtls: [
          { model: 'gpt-*-mini', ttlMs: 3 * hour },
          { model: '*-latest', ttlMs: minute },
          { model: 'GPT-5', ttlMs: 5 * hour },
        ],
      },
      projects: { team: { ttlMs: 2 * hour } },
    });
    const asked: [string, string, Record<string, string>][] = [
      ['other', '', {}],
      ['gpt-9-mini', '', {}],
      ['gpt-latest', '', {}],
      ['gpt-5', '', {}],
      ['gpt-5-pro', '', {}],
      ['gpt-8-mini', '/p/team', {}],
      ['gpt-7-mini', '/p/team', { 'x-semcache-ttl': '1h' }],
    ];
    for (const [model, prefix, headers] of asked) {
      await chat.ask('q', headers, { path: `${prefix}/v1/chat/completions`, body: { model } });
    }
    const hours: unknown[] = [];
    for (const [model] of asked) hours.push([model, ((await ttlOf(model)) ?? 0) / hour]);
    expect(hours).toEqual([
      ['other', 4],
      ['gpt-9-mini', 3],
      ['gpt-latest', 1 / 60],
      ['gpt-5', 5],
      ['gpt-5-pro', 4],
      ['gpt-8-mini', 2],
      ['gpt-7-mini', 1],
    ]);
  });

  test('it can be set for stored entries, and given back to the settings', async () => {
    chat = await startChatCore({ projects: { team: { ttlMs: 2 * hour } } });
    await chat.ask('q', { 'x-semcache-project': 'team' });
    await chat.ask('q', {}, { body: { model: 'other' } });
    const { items } = await chat.semcache.ask('entries.list', {});
    const ids = items.map(({ id }) => id);
    expect(await chat.semcache.ask('entries.setTtl', { ids, ttlMs: minute })).toEqual({ count: 2 });
    expect([await ttlOf('gpt-test'), await ttlOf('other')]).toEqual([minute, minute]);
    expect(await chat.semcache.ask('entries.setTtl', { ids, ttlMs: null })).toEqual({ count: 2 });
    expect([await ttlOf('gpt-test'), await ttlOf('other')]).toEqual([2 * hour, 30 * day]);
    await expect(chat.semcache.ask('entries.setTtl', { ids: ['e_none'], ttlMs: minute })).rejects.toThrow('not_found');
  });

  test('expired entries stay in the lists for the modes that serve them, marked stale, and can be cleared', async () => {
    chat = await startChatCore({ cache: { ttlMs: minute } });
    await chat.ask('q');
    chat.semcache.clock.advance(hour);
    await chat.ask('fresh');
    const { items } = await chat.semcache.ask('entries.list', {});
    expect(items.map(({ promptPreview, stale }) => [promptPreview, stale])).toEqual([
      ['fresh', false],
      ['q', true],
    ]);
    const old = { olderThanMs: 30 * minute };
    expect(await chat.semcache.ask('entries.clear', { filter: old, dryRun: true })).toMatchObject({ count: 1 });
    const cleared = await chat.semcache.ask('entries.clear', { filter: old });
    expect(await chat.semcache.ask('entries.restore', { undo: cleared.undo! })).toEqual({ count: 1 });
  });
});
