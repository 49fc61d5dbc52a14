import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPackage } from '../../../src-core/cli/paths.ts';
import { runProgram } from '../../../src-core/cli/program.ts';
import { startChatCore, type ChatCore } from '../../support/chat-core.ts';

let chat: ChatCore;
beforeEach(async () => {
  chat = await startChatCore();
});
afterEach(() => chat.stop());

/** Runs a command against the running core; its output, after the exit code when that is not 0. */
async function run(...argv: string[]): Promise<string> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const place = findPackage(import.meta.dirname);
  const code = await runProgram([...argv, '--data-dir', chat.semcache.dataDir], {
    place,
    env: {},
    print,
    printError: print,
  });
  return code === 0 ? lines.join('\n') : `${String(code)} ${lines.join('\n')}`;
}

test('mode shows and sets what holds for everything and for a project', async () => {
  expect(await run('mode')).toBe('everything  live');
  expect(await run('mode', 'replay-only')).toBe('everything  replay-only');
  expect(await run('mode', 'refresh', '--project', 'evals')).toBe('everything     replay-only\nproject evals  refresh');
  expect(await run('status')).toContain(
    'mode              replay-only: only stored answers are given, nothing goes upstream.',
  );
  expect(await run('mode', 'default', '--project', 'evals')).toBe('everything  replay-only');
  expect(await run('mode', 'default')).toMatch(/^1 .*\(invalid_params\)$/s);
  expect(await run('mode', 'fast')).toMatch(/^1 .*live, prefer-cache, replay-only, refresh, pause, default/s);
  expect(JSON.parse(await run('mode', 'live', '--json'))).toEqual({ mode: 'live', projects: [] });
});

test('ttl sets how long entries serve; lists and clear tell the stale ones', async () => {
  await chat.ask('first');
  const answer = await chat.ask('first');
  const id = String(answer.headers['x-semcache-entry']);
  expect(await run('ttl', '1m', id)).toBe('Set for 1 entries.');
  chat.semcache.clock.advance(61_000);
  await chat.ask('second');
  expect(await run('entries', '--stale')).toMatch(new RegExp(`^ID .*\n${id} .* stale .*first\n1 of 1$`));
  expect(await run('clear', '--dry-run', '--stale')).toMatch(/^Would remove 1 entries/);
  expect(await run('clear', '--dry-run', '--older-than', '1m')).toMatch(/^Would remove 1 entries/);
  expect(await run('clear', '--dry-run', '--older-than', '1h')).toMatch(/^Would remove 0 entries/);
  expect(await run('clear', '--dry-run', '--id', id, 'e_none')).toMatch(/^Would remove 1 entries/);
  expect(await run('ttl', 'default', id)).toBe('Set for 1 entries.');
  expect(await run('clear', '--dry-run', '--stale')).toMatch(/^Would remove 0 entries/);
  expect(await run('ttl', 'soon', id)).toMatch(/^1 .*a duration such as 30s/s);
  expect(await run('ttl', '1m', 'e_none')).toMatch(/^1 .*\(not_found\)$/);
});

test('projects lists what each has for itself and what it brought', async () => {
  await chat.semcache.ask('projects.set', { name: 'evals', settings: { samples: 5, level: 'off' } });
  await chat.ask('q');
  await chat.ask('q');
  expect(await run('projects')).toBe(
    ['PROJECT  REQUESTS  HITS  SETTINGS', 'evals    0         0     samples=5 level=off', 'default  2         1'].join(
      '\n',
    ),
  );
});
