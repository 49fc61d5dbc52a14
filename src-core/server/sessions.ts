import { createHash, timingSafeEqual } from 'node:crypto';

export interface Sessions {
  /** Whether a bearer token is the one of this instance. */
  isToken: (token: string) => boolean;
  /** Opens a browser session; returns the cookie's value. */
  open: () => string;
  isOpen: (id: string) => boolean;
}

const sessionMs = 12 * 60 * 60 * 1000;
const maxSessions = 100;

/**
 * Access to the admin operations. The token is this run's secret; a browser trades it once for a session cookie, so
 * that the token stays out of history and of later requests.
 */
export function createSessions(token: string, now: () => number, randomBytes: (count: number) => Uint8Array): Sessions {
  const expected = digest(token);
  const sessions = new Map<string, number>();
  return {
    // Digests of equal length let the comparison take the same time whatever was sent.
    isToken: (candidate) => timingSafeEqual(digest(candidate), expected),
    open: () => {
      for (const [id, until] of sessions) if (until <= now() || sessions.size >= maxSessions) sessions.delete(id);
      const id = Buffer.from(randomBytes(24)).toString('base64url');
      sessions.set(id, now() + sessionMs);
      return id;
    },
    isOpen: (id) => {
      const until = sessions.get(id);
      if (until === undefined || until <= now()) return false;
      sessions.set(id, now() + sessionMs);
      return true;
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
