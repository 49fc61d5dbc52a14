import { z } from 'zod';

/** Lists whose filters can be saved under a name. */
export const savedLists = ['traffic', 'entries'] as const;
export type SavedList = (typeof savedLists)[number];

const viewSchema = z.object({ name: z.string().min(1).max(60), query: z.string().max(2000) });
export type SavedView = z.infer<typeof viewSchema>;

const viewsSchema = z.object({
  traffic: z.array(viewSchema).max(100).default([]),
  entries: z.array(viewSchema).max(100).default([]),
});
export type SavedViews = z.infer<typeof viewsSchema>;

const none: SavedViews = { traffic: [], entries: [] };

/** Reads what was kept; what cannot be read is as if nothing had been kept. */
export function readViews(text: string | null): SavedViews {
  if (text === null) return none;
  try {
    return viewsSchema.safeParse(JSON.parse(text)).data ?? none;
  } catch {
    return none;
  }
}

/** With a view more; one of the same name gives way. Names are kept in order. */
export function withView(views: SavedViews, list: SavedList, view: SavedView): SavedViews {
  const others = views[list].filter(({ name }) => name !== view.name);
  return { ...views, [list]: [...others, view].toSorted((a, b) => a.name.localeCompare(b.name)) };
}

export function withoutView(views: SavedViews, list: SavedList, name: string): SavedViews {
  return { ...views, [list]: views[list].filter((view) => view.name !== name) };
}
