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

/**
 * Lays the newest page over what is loaded. Rows are kept by id and stay newest first; a request that took long belongs
 * further down than those that ended before it, so the newest page's own order wins. When it does not reach what is
 * loaded, rows in between are missing: then it replaces everything.
 */
export function mergeNewest<Row extends { id: string; at: number }>(
  loaded: RowPages<Row> | undefined,
  newest: RowPage<Row>,
): RowPages<Row> {
  const fresh = { pages: [newest], pageParams: [null] };
  const first = loaded?.pages[0];
  if (loaded === undefined || first === undefined || newest.nextCursor === null) return fresh;

  const known = new Set(loaded.pages.flatMap((page) => page.items.map((row) => row.id)));
  if (known.size > maxFollowedRows || !newest.items.some((row) => known.has(row.id))) return fresh;

  const covered = new Set(newest.items.map((row) => row.id));
  const pages = loaded.pages.map((page) => ({
    ...page,
    total: newest.total,
    items: page.items.filter((row) => !covered.has(row.id)),
  }));
  const [head, ...rest] = pages;
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
