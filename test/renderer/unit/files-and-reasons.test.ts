import { describe, expect, it } from 'vitest';
import { bypassWords } from '../../../renderer/src/model/bypass-words.ts';
import { fileLines, splitCassette } from '../../../renderer/src/model/cassette-file.ts';
import { differenceDetail, differenceTitle } from '../../../renderer/src/model/difference-words.ts';
import { joinHar } from '../../../renderer/src/model/join-har.ts';
import { formerTtls } from '../../../renderer/src/model/ttl-changes.ts';
import type { Difference } from '../../../src-core/contracts/differences.ts';

describe('a cassette file', () => {
  it('is cut into parts that each begin with the header and hold every line once', () => {
    const lines = Array.from({ length: 10 }, (_, index) => `{"line":${index}}`);
    const parts = splitCassette(['head', ...lines, ''].join('\n'), 30);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every(({ text }) => text.startsWith('head\n'))).toBe(true);
    expect(parts.flatMap(({ text }) => text.split('\n').slice(1)).filter((line) => line !== '')).toEqual(lines);
    // A rejected line keeps its number in the file: the first after the header is line 2.
    for (const { text, offset } of parts) {
      const [, first = ''] = text.split('\n');
      if (first === '') continue;
      expect(fileLines([{ line: 2 }], offset)).toEqual([{ line: lines.indexOf(first) + 2 }]);
    }
  });

  it('of a header alone, or of nothing, is one part', () => {
    expect([splitCassette('head'), splitCassette('')]).toEqual([
      [{ text: 'head', offset: 0 }],
      [{ text: '', offset: 0 }],
    ]);
  });
});

describe('an HTTP archive', () => {
  it('joins the entries of its pages in the frame of the first, and says how many are left', () => {
    const page = (entries: unknown[], nextCursor: string | null) => ({
      har: { log: { version: '1.2', entries } },
      nextCursor,
      total: 5,
    });
    expect(joinHar([page([1, 2], 'next'), page([3], null)])).toEqual({
      har: { log: { version: '1.2', entries: [1, 2, 3] } },
      requests: 3,
      left: 2,
    });
  });
});

describe('reasons and differences', () => {
  const difference = (more: Partial<Difference>): Difference => ({
    kind: 'parameter',
    name: 'temperature',
    stored: '0',
    asked: '1',
    changes: null,
    ...more,
  });

  it('are short on a badge', () => {
    expect([bypassWords('caching_paused'), bypassWords('path_not_cacheable')]).toEqual(['paused', 'path']);
  });

  it('name the part where the kind alone does not say it', () => {
    expect(
      [difference({}), difference({ kind: 'model', name: 'model' }), difference({ kind: 'tool', name: 'search' })].map(
        differenceTitle,
      ),
    ).toEqual([
      'Another parameter: temperature',
      'Another model',
      'Another tool, or a tool that was added or taken away: search',
    ]);
  });

  it('say what is absent, and nothing of a credential', () => {
    expect(differenceDetail(difference({ asked: null }))).toEqual({ stored: '0', asked: 'absent' });
    expect(differenceDetail(difference({ kind: 'credential', stored: null, asked: null }))).toBeNull();
  });
});

describe('former times to live', () => {
  it('are given back to the entries that had them', () => {
    expect(
      formerTtls([
        { id: 'a', createdAt: 0, expiresAt: 5000 },
        { id: 'b', createdAt: 10, expiresAt: 5010 },
        { id: 'c', createdAt: 0, expiresAt: 1 },
      ]),
    ).toEqual([
      { ttlMs: 5000, ids: ['a', 'b'] },
      { ttlMs: 1000, ids: ['c'] },
    ]);
  });
});
