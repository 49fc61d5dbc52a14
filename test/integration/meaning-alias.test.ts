import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOf, outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';
import { shippedModels } from '../support/model-hub.ts';

describe('a text that the owner says asks the same', () => {
  let chat: ChatCore;
  const idOf = (answer: Awaited<ReturnType<ChatCore['ask']>>): string => String(answer.headers['x-semcache-request']);
  const store = async (text: string) => {
    const answer = await chat.ask(text);
    await chat.semcache.core.settled();
    return answer;
  };

  beforeAll(async () => {
    chat = await startChatCore({ matching: { level: 'balanced' } }, { modelsDir: shippedModels });
    await chat.semcache.core.settled();
  });

  afterAll(() => chat.stop());

  test('is answered by the stored entry although a guard objects, says why, is listed, and can be taken back', async () => {
    const stored = await store('How do I center a div?');
    const { entryId: storedEntry } = await chat.semcache.ask('traffic.get', { id: idOf(stored) });
    const asked = 'How do I center a div with CSS?';
    const missed = await store(asked);
    expect(missed.headers['x-cache-status']).toBe('miss');
    const { undo, entryId } = await chat.semcache.ask('feedback.alias', { requestId: idOf(missed) });
    expect({ entryId, undoable: undo !== null }).toEqual({ entryId: storedEntry, undoable: true });

    const hit = await chat.ask(asked);
    expect([outcomeOf(hit), answerOf(hit), hit.headers['x-cache-confidence']]).toEqual([
      'hit semantic semantic_match',
      answerOf(stored),
      '1.0000',
    ]);
    const { lines } = await chat.semcache.ask('explain.request', { id: idOf(hit) });
    expect(lines).toContainEqual(expect.stringContaining('you said that these ask the same'));
    expect(await chat.semcache.ask('feedback.list', {})).toMatchObject({
      items: [{ verdict: 'right', stored: 'How do I center a div?', asked, requestId: idOf(missed) }],
    });

    await chat.semcache.ask('feedback.mark', { id: idOf(missed), verdict: null });
    expect((await chat.ask(asked)).headers['x-cache-status']).toBe('miss');
    expect(await chat.semcache.ask('feedback.list', {})).toMatchObject({ items: [] });
  });

  test('is found even when others are nearer, and in its own namespace only', async () => {
    const boiling = (where: string): string => `What is the boiling point of water ${where}?`;
    const stored = await store(boiling('at sea level'));
    const asked = boiling('on Mount Everest');
    await chat.semcache.ask('feedback.alias', { requestId: idOf(await store(asked)) });
    for (const month of ['January', 'March', 'May', 'July', 'October'])
      await store(boiling(`on Mount Everest in ${month}`));
    const hit = await chat.ask(asked);
    expect(answerOf(hit)).toBe(answerOf(stored));
    const { semantic } = await chat.semcache.ask('traffic.get', { id: idOf(hit) });
    expect(semantic?.candidates.map(({ reason }) => reason).indexOf('confirmed')).toBe(5);
    const elsewhere = await chat.ask(asked, { 'x-semcache-namespace': 'other' });
    expect(elsewhere.headers['x-cache-status']).toBe('miss');
  });

  test('what cannot be an alias says why', async () => {
    const refused = async (requestId: string) =>
      chat.semcache.ask('feedback.alias', { requestId }).then(
        () => 'no error',
        (error: Error) => error.message,
      );
    expect(await refused('req_unknown')).toContain('not_found');
    const first = await store('Name the moons of Mars.');
    expect(await refused(idOf(first))).toContain('No stored request differs');
    expect(await refused(idOf(await chat.ask('Name the moons of Mars.')))).toContain('answered from the cache already');
    const unstored = await chat.ask('Name the moons of Mars and Pluto.', { 'x-semcache-mode': 'no-store' });
    expect(await refused(idOf(unstored))).toContain('What it asked is not known');
  });
});
