import { describe, expect, it } from 'vitest';
import { liveState } from '../../../renderer/src/model/live-state.ts';
import { chartSummary, overviewFigures } from '../../../renderer/src/model/overview-figures.ts';
import { overview, status } from '../support/views.ts';

describe('overview figures', () => {
  it('takes the hit rate of what could be cached, not of everything', () => {
    const figures = overviewFigures(
      overview({ requests: 100, hits: 30, exactHits: 20, semanticHits: 6, staleHits: 4, misses: 10, bypasses: 60 }),
    );
    expect(figures.find((figure) => figure.name === 'Hit rate')).toMatchObject({
      name: 'Hit rate',
      value: '75%',
      note: '50% exact, 15% by meaning, 10% stale or shared',
    });
  });

  it('promises nothing without requests', () => {
    const figures = overviewFigures(overview({}));
    expect(figures.map(({ name, value }) => [name, value])).toContainEqual(['Hit rate', '–']);
    expect(figures.map(({ name, value }) => [name, value])).toContainEqual(['Median latency', '–']);
  });

  it('tells the chart in a sentence', () => {
    expect(chartSummary(overview({ requests: 4, hits: 1, misses: 2, bypasses: 1 }))).toBe(
      'Requests over the last 24 hours: 1 hit, 2 misses, 1 passed through, 0 errors.',
    );
  });
});

describe('state in the top bar', () => {
  const of = (more: Parameters<typeof status>[0], connection: 'open' | 'lost' = 'open') => {
    const { tone, words } = liveState(status(more), connection);
    return `${tone}: ${words}`;
  };

  it('says the worst that is true', () => {
    expect([
      of({}),
      // The mode has a place of its own.
      of({ mode: 'pause' }),
      of({ health: [{ part: 'selfTest', state: 'degraded', reason: 'slow' }] }),
      of({ health: [{ part: 'models', state: 'down', reason: 'not installed' }] }),
      of({ mode: 'pause', health: [{ part: 'proxy', state: 'down', reason: 'port taken' }] }),
      of({ health: [{ part: 'proxy', state: 'down', reason: 'port taken' }] }, 'lost'),
    ]).toEqual([
      'good: Running',
      'good: Running',
      'warn: Running, needs attention',
      'warn: Running, needs attention',
      'bad: Proxy down',
      'bad: Reconnecting…',
    ]);
    expect(liveState(undefined, 'connecting').words).toBe('Connecting…');
  });
});
