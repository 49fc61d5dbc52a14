import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../../renderer/src/client/session.ts';
import { formatRoute, parseRoute } from '../../../renderer/src/router/route.ts';

describe('routes', () => {
  it('reads back what it writes', () => {
    const route = { screen: 'traffic', id: 'req_1', query: 'model:"a b" -outcome:hit & more?' } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('leaves out what is not set', () => {
    expect([formatRoute({ screen: 'entries' }), formatRoute({ screen: 'entries', id: null, query: '' })]).toEqual([
      '#/entries',
      '#/entries',
    ]);
  });

  it.each(['', '#', '#/', '#/nowhere', '#token=abc', '#/../traffic'])('leads %j to the overview', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'overview', id: null, query: '' });
  });
});

describe('token of the address', () => {
  it.each([
    ['#token=abc_DEF-123', 'abc_DEF-123'],
    ['#/traffic', null],
    ['#token=', null],
    ['#token=a b', null],
  ])('of %j is %j', (hash, token) => expect(tokenOf(hash)).toBe(token));
});
