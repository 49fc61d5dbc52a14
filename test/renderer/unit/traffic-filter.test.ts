import { describe, expect, it } from 'vitest';
import { trafficFilterSchema } from '../../../src-core/contracts/operations.ts';
import { readTrafficFilter } from '../../../renderer/src/model/traffic-filter.ts';

describe('traffic filter', () => {
  it('maps every key to its field, negated ones below `not`', () => {
    expect(
      readTrafficFilter(
        'slow  answers model:a,b -model:c upstream:groq project:evals client:"curl/8.5" entry:e_1 outcome:HIT -outcome:bypass status:404 is:error',
      ),
    ).toEqual({
      filter: {
        text: 'slow answers',
        model: ['a', 'b'],
        upstream: ['groq'],
        project: ['evals'],
        client: ['curl/8.5'],
        entryId: ['e_1'],
        cacheStatus: ['hit'],
        status: [404],
        errorsOnly: true,
        not: { model: ['c'], cacheStatus: ['bypass'] },
      },
      problems: [],
    });
  });

  it('adds values of a repeated key', () => {
    expect(readTrafficFilter('model:a model:b').filter).toEqual({ model: ['a', 'b'] });
  });

  it('takes 5xx as the hundred of them', () => {
    const { status } = readTrafficFilter('status:5xx').filter;
    expect([status?.length, status?.[0], status?.at(-1)]).toEqual([100, 500, 599]);
  });

  it('reads how a hit was found, why, and which request', () => {
    expect(readTrafficFilter('match:meaning -reason:below_target,guard_veto id:req_1 match:odd reason:odd')).toEqual({
      filter: { match: ['semantic'], id: ['req_1'], not: { reason: ['below_target', 'guard_veto'] } },
      problems: ['match is exact or meaning', 'reason is a code such as below_target'],
    });
  });

  it('leaves out what it cannot read and says so', () => {
    expect(readTrafficFilter('outcome:hit,nope status:abc -is:error')).toEqual({
      filter: { cacheStatus: ['hit'] },
      problems: [
        'outcome is one of hit, miss, bypass, stale, coalesced, refresh',
        'status is a number such as 200, or 5xx',
        '-is:error: only is:error is known',
      ],
    });
  });

  it('is empty for an empty text and always fits the contract', () => {
    expect(readTrafficFilter('  ').filter).toEqual({});
    const long = readTrafficFilter(`${'word '.repeat(600)} status:4xx -status:404`).filter;
    expect(trafficFilterSchema.safeParse(long).success).toBe(true);
  });
});
