/** A page of a list as operations answer it. */
export interface RowPage<Row> {
  items: Row[];
  nextCursor: string | null;
  total: number;
}

/** Pages as react-query's infinite queries keep them. */
export interface RowPages<Row> {
  pages: RowPage<Row>[];
  pageParams: unknown[];
}

/** From here on, a list that is followed live forgets its older pages; scrolling asks for them again. */
export const maxFollowedRows = 3000;
/** From here on, it forgets them even under a reader's eyes. */
export const maxHeldRows = 20_000;

/**
 * Lays the newest page over what is loaded. Rows are kept by id and stay newest first; a request that took long belongs
 * further down than those that ended before it, so the newest page's own order wins. When it does not reach what is
 * loaded, rows in between are missing and it replaces everything; while someone looks at a row (`held`) the loaded rows
 * stay instead, and null says that newer ones could not be joined to them.
 */
export function mergeNewest<Row extends { id: string }>(
  loaded: RowPages<Row> | undefined,
  newest: RowPage<Row>,
  held = false,
): RowPages<Row> | null {
  const fresh = { pages: [newest], pageParams: [null] };
  if (loaded === undefined || newest.nextCursor === null) return fresh;

  const known = new Set(loaded.pages.flatMap((page) => page.items.map((row) => row.id)));
  if (known.size > (held ? maxHeldRows : maxFollowedRows)) return fresh;
  if (!newest.items.some((row) => known.has(row.id))) return held && known.size > 0 ? null : fresh;

  const covered = new Set(newest.items.map((row) => row.id));
  const [head, ...rest] = loaded.pages.map((page) => ({
    ...page,
    total: newest.total,
    items: page.items.filter((row) => !covered.has(row.id)),
  }));
  if (head === undefined) return fresh;
  return { ...loaded, pages: [{ ...head, items: [...newest.items, ...head.items] }, ...rest] };
}

/** All rows of all pages; a row that moved between two requests shows once. */
export function rowsOf<Row extends { id: string }>(pages: RowPages<Row> | undefined): Row[] {
  const seen = new Set<string>();
  const rows: Row[] = [];
  for (const row of pages?.pages.flatMap((page) => page.items) ?? []) {
    if (!seen.has(row.id)) rows.push(row);
    seen.add(row.id);
  }
  return rows;
}

/** How many rows the whole list has, loaded or not. */
export function totalOf<Row>(pages: RowPages<Row> | undefined): number {
  return pages?.pages.at(-1)?.total ?? 0;
}
