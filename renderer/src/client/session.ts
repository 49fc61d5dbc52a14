import { ClientError } from './client-error.ts';
import { openSession } from './http-transport.ts';

/** The token that `serve` puts into the console's address: `/admin/#token=…`. */
export function tokenOf(hash: string): string | null {
  return /^#token=([\w-]+)$/.exec(hash)?.[1] ?? null;
}

/**
 * Uses and removes the token of the address bar, so that it stays in no history, screenshot or bookmark.
 * `refused` is the answer to a token of another run.
 */
export async function enterWithToken(): Promise<'no-token' | 'entered' | 'refused' | 'unreachable'> {
  const token = tokenOf(window.location.hash);
  if (token === null) return 'no-token';
  window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}`);
  try {
    return (await openSession(token)) ? 'entered' : 'refused';
  } catch (error) {
    if (error instanceof ClientError) return 'unreachable';
    throw error;
  }
}
