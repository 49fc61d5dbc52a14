import { List } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { firstSteps } from '../../../renderer/src/model/first-steps.ts';
import { gridMove } from '../../../renderer/src/model/grid-moves.ts';
import { priceRows, readPriceRows } from '../../../renderer/src/model/price-rows.ts';
import { projectDraft, projectWords, readProject } from '../../../renderer/src/model/project-draft.ts';
import { readViews, withoutView, withView } from '../../../renderer/src/model/view-store.ts';
import { rankCommands } from '../../../renderer/src/palette/rank-commands.ts';
import type { PaletteCommand } from '../../../renderer/src/palette/command.ts';
import { keyCaps } from '../../../renderer/src/shortcuts/key-caps.ts';
import { shortcutTable } from '../../../renderer/src/shortcuts/shortcut-table.ts';
import { trafficDetail } from '../support/views.ts';

describe('first steps', () => {
  const miss = trafficDetail({ id: 'miss', entryId: 'e_1', recorded: 'stored' });
  const hit = trafficDetail({ id: 'hit', entryId: 'e_1', cacheStatus: 'hit', recorded: 'not_applicable' });
  const refused = trafficDetail({ id: 'refused', status: 401, recorded: 'status_not_ok' });
  const passed = trafficDetail({ id: 'models', cacheStatus: 'bypass', recorded: 'not_applicable' });
  it.each([
    ['nothing', [], { first: null, obstacle: null, hit: null, miss: null }],
    ['a stored answer', [miss], { first: miss, obstacle: null, hit: null, miss: null }],
    ['an error', [refused], { first: refused, obstacle: 'failed', hit: null, miss: null }],
    ['what passes through', [passed], { first: passed, obstacle: 'not stored', hit: null, miss: null }],
    ['a stored answer after an error', [miss, refused], { first: miss, obstacle: null, hit: null, miss: null }],
    ['a hit', [hit, miss], { first: miss, obstacle: null, hit, miss }],
  ])('knows %s', (_, rows, steps) => expect(firstSteps(rows)).toEqual(steps));
});

describe('shortcuts', () => {
  it('have each key once in a group, and every key that moves in a list', () => {
    const keys = shortcutTable.map(({ group, keys: own }) => `${group} ${own}`);
    expect(new Set(keys).size).toBe(keys.length);
    const moves = shortcutTable.filter(({ group, keys: own }) => group === 'Lists' && gridMove(own) !== undefined);
    expect(moves.map(({ keys: own }) => own)).toEqual(['j', 'k', 'PageDown', 'PageUp', 'Home', 'End']);
  });

  it('name the platform’s own modifier', () => {
    expect([keyCaps('Mod k', 'MacIntel'), keyCaps('Mod k', 'Linux x86_64'), keyCaps('g t', '')]).toEqual([
      ['⌘', 'k'],
      ['Ctrl', 'k'],
      ['g', 't'],
    ]);
  });
});

describe('saved views', () => {
  it('are kept by name, in order, and read back', () => {
    const one = withView(readViews(null), 'traffic', { name: 'Slow', query: 'status:5xx' });
    const two = withView(withView(one, 'traffic', { name: 'Errors', query: 'is:error' }), 'traffic', {
      name: 'Slow',
      query: 'status:504',
    });
    const kept = readViews(JSON.stringify(two));
    expect(kept).toEqual({
      traffic: [
        { name: 'Errors', query: 'is:error' },
        { name: 'Slow', query: 'status:504' },
      ],
      entries: [],
    });
    expect(withoutView(kept, 'traffic', 'Slow').traffic).toEqual([{ name: 'Errors', query: 'is:error' }]);
  });

  it.each(['', '{', '{"traffic":[{"name":1}]}', 'null'])('begin anew when %j cannot be read', (text) => {
    expect(readViews(text)).toEqual({ traffic: [], entries: [] });
  });
});

describe('palette', () => {
  const command = (title: string, more: Partial<PaletteCommand> = {}): PaletteCommand => ({
    id: title,
    group: 'Go to',
    title,
    icon: List,
    run: () => undefined,
    ...more,
  });
  const commands = [
    command('Clear the cache…', { keywords: ['wipe'] }),
    command('Copy the base URL', { group: 'Copy' }),
    command('Clients', { detail: 'clear settings to copy' }),
  ];
  const found = (typed: string) => rankCommands(commands, typed).map(({ title }) => title);

  it('finds commands by the beginnings of their words, titles first', () => {
    expect(found('')).toEqual(['Clear the cache…', 'Copy the base URL', 'Clients']);
    expect(found('cle')).toEqual(['Clear the cache…', 'Clients']);
    expect(found('WIPE')).toEqual(['Clear the cache…']);
    expect(found('base copy')).toEqual(['Copy the base URL']);
    expect(found('lear')).toEqual([]);
  });
});

describe('a project of its own', () => {
  it('has only what was written', () => {
    const { settings, problems } = readProject({
      name: ' evals ',
      mode: 'replay-only',
      level: '',
      ttlMs: '7 d',
      samples: '3',
      pace: '40',
      maxBytes: '200 MiB',
    });
    expect({ settings, problems }).toEqual({
      settings: { mode: 'replay-only', ttlMs: 604_800_000, samples: 3, pace: 40, maxBytes: 209_715_200 },
      problems: {},
    });
    expect(readProject(projectDraft('evals', settings ?? {})).settings).toEqual(settings);
    expect(projectWords(settings ?? {})).toBe('mode Replay only, kept 7 days, 3 samples, pace 40, at most 200 MiB');
  });

  it('says what is wrong field by field', () => {
    const draft = { name: 'a b', mode: '', level: '', ttlMs: 'soon', samples: '500', pace: 'slow', maxBytes: '1' };
    expect(readProject(draft)).toEqual({
      name: 'a b',
      settings: null,
      problems: {
        name: 'Write letters, digits, dot, dash and underscore; at most 63.',
        ttlMs: 'Write a length of time such as 7 days; at least a second.',
        samples: 'Write a whole number from 1 to 100.',
        pace: 'Write instant, recorded, or tokens a second.',
        maxBytes: 'Write a size of at least 1 MiB, such as 200 MiB.',
      },
    });
  });
});

describe('prices of one’s own', () => {
  it('are written as they are read, and refused row by row', () => {
    const prices = [
      { model: 'gpt-4o*', upstream: 'openai', inputPerMillion: 2.5, outputPerMillion: 10 },
      { model: 'llama', inputPerMillion: 0, outputPerMillion: 0 },
    ];
    expect(readPriceRows(priceRows(prices)).prices).toEqual(prices);
    const { prices: none, problems } = readPriceRows([
      { key: 0, model: '', upstream: '', input: '1', output: '1' },
      { key: 1, model: 'm', upstream: '', input: 'a lot', output: '1' },
    ]);
    expect([none, [...problems]]).toEqual([
      null,
      [
        [0, 'Write a model, such as gpt-4o-mini or gpt-*.'],
        [1, 'Write both prices in US dollars, such as 0.15.'],
      ],
    ]);
  });
});
