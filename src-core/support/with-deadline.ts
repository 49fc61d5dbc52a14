import { inTurn } from './in-turn.ts';

/**
 * Rejects when a promise takes longer than `milliseconds`; the work itself goes on. Deadlines that pass together reject one
 * in each turn of the event loop: what follows them is a request's whole way upstream.
 */
export async function withDeadline<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const pass = (): void => reject(new Error(`no answer within ${String(milliseconds)} ms`));
    timer = setTimeout(() => inTurn(pass), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
