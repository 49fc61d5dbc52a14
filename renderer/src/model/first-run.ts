/** Where a new user is: nothing came yet, a request came, the same request was answered from the cache. */
export type FirstRunStage = 'waiting' | 'ask-again' | 'done';

/** Beyond this many requests someone without a hit is no newcomer. */
const newcomerRequests = 20;

export function firstRunStage(totals: { requests: number; hits: number }): FirstRunStage {
  if (totals.hits > 0 || totals.requests > newcomerRequests) return 'done';
  return totals.requests === 0 ? 'waiting' : 'ask-again';
}
