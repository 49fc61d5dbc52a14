/** Entries whose time to live was changed, by the one they had, so that it can be given back. */
export function formerTtls(entries: readonly { id: string; createdAt: number; expiresAt: number }[]): {
  ttlMs: number;
  ids: string[];
}[] {
  const groups = Map.groupBy(entries, ({ createdAt, expiresAt }) =>
    Math.max(shortestTtlMs, Math.round(expiresAt - createdAt)),
  );
  return [...groups].map(([ttlMs, group]) => ({ ttlMs, ids: group.map(({ id }) => id) }));
}

/** The shortest time to live that the core takes, milliseconds: an older entry has expired with it. */
export const shortestTtlMs = 1000;
