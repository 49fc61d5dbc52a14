import { describe, expect, it } from 'vitest';
import { formatDollarChange, formatDollars } from '../../../renderer/src/model/format-money.ts';
import { replaySummary, targetInUse, targetWords } from '../../../renderer/src/model/lab-words.ts';
import { pointFacts } from '../../../renderer/src/model/replay-points.ts';
import { wordChanges } from '../../../renderer/src/model/word-changes.ts';
import { defaultSettings } from '../../../src-core/contracts/settings.ts';

describe('targets', () => {
  it.each([
    [0.97, '97% (balanced)'],
    [0.99, '99% (strict)'],
    [0.985, '98.5%'],
    [0.999, '99.9%'],
  ])('%d reads %s', (target, words) => expect(targetWords(target)).toBe(words));

  it.each([
    ['off', null],
    ['strict', 0.99],
    ['custom', 0.93],
  ] as const)('with level %s the one in use is %s', (level, target) =>
    expect(targetInUse({ ...defaultSettings.matching, level, target: 0.93 })).toBe(target),
  );
});

describe('a replayed target', () => {
  const chosen = { target: 0.95, hits: 3, gained: 2, lost: 1, tokens: -150, dollars: 0.0004 };

  it('is told in figures with their signs', () => {
    expect(pointFacts(chosen).map(({ value }) => value)).toEqual(['3', '2', '1', '-150', '+$0.0004']);
  });

  it('is told in a sentence', () => {
    const replay = { requests: 1, from: 0, to: 1, target: 0.95, chosen, curve: [], pairs: [] };
    expect(replaySummary(replay)).toBe(
      'At 95% (relaxed), 1 logged lookup would have brought 3 hits by meaning: 2 gained, 1 lost.',
    );
  });
});

describe('money', () => {
  it.each([
    [0, '$0'],
    [0.000_042, '$0.000042'],
    [0.009_96, '$0.01'],
    [12.345, '$12.35'],
    [-3, '-$3.00'],
    [12_345, '$12.3K'],
  ])('%d reads %s', (amount, text) => expect(formatDollars(amount)).toBe(text));

  it('shows which way it changed', () => {
    expect([formatDollarChange(1), formatDollarChange(-1), formatDollarChange(0)]).toEqual(['+$1.00', '-$1.00', '$0']);
  });
});

describe('changed words', () => {
  it('are told apart from those that stayed, in order, and give both texts back', () => {
    const changes = wordChanges('How do I sort a list?', 'How can I sort the list?');
    expect(changes).toEqual([
      { op: 'same', text: 'How ' },
      { op: 'stored', text: 'do' },
      { op: 'asked', text: 'can' },
      { op: 'same', text: ' I sort ' },
      { op: 'stored', text: 'a' },
      { op: 'asked', text: 'the' },
      { op: 'same', text: ' list?' },
    ]);
  });

  it('are not listed for texts that share next to nothing', () => {
    const words = (letter: string): string => Array.from({ length: 400 }, (_, index) => `${letter}${index}`).join(' ');
    expect(wordChanges(words('a'), words('b'))).toBeNull();
    expect(wordChanges('same', 'same')).toEqual([{ op: 'same', text: 'same' }]);
  });
});
