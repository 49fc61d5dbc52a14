import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomeOf, startChatCore, type ChatCore } from '../support/chat-core.ts';

let here: ChatCore;
const stored = 'What does the contract of Miller and Sons say about delivery of 40 barrels?';
const asked = 'What does the contract of Miller and Sons say about delivery of 50 barrels?';
const offline = { 'x-semcache-mode': 'replay-only' };

beforeAll(async () => {
  here = await startChatCore();
});

afterAll(() => here.stop());

test.each([
  ['customer', { 'anthropic-user-profile-id': 'one' }, { 'anthropic-user-profile-id': 'two' }],
  ['organisation', { 'openai-organization': 'one' }, { 'openai-organization': 'two' }],
  ['workspace', { 'anthropic-workspace-id': 'one' }, {}],
  ['namespace', { 'x-semcache-namespace': 'one' }, { 'x-semcache-namespace': 'two' }],
  ['key', { authorization: 'Bearer one' }, { authorization: 'Bearer two' }],
])('the error of a miss says nothing of what another %s asked', async (_, owner, other) => {
  expect(outcomeOf(await here.ask(stored, owner))).toBe('miss not_found');
  // Waits for the recording.
  expect(outcomeOf(await here.ask(stored, owner))).toBe('hit exact exact_match');
  const refused = await here.ask(asked, { ...other, ...offline });
  expect(refused.status).toBe(504);
  expect(refused.body.toString()).not.toContain('Miller');
  const own = await here.ask(asked, { ...owner, ...offline });
  expect(own.body.toString()).toContain('Miller');
});
