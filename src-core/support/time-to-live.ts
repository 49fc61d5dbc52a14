import type { Settings } from '../contracts/settings.ts';

/** Time to live that settings give to an answer, milliseconds: its project's, else its model's, else everybody's. */
export function timeToLive(project: string, model: string, settings: Settings): number {
  const own = Object.hasOwn(settings.projects, project) ? settings.projects[project] : undefined;
  if (own?.ttlMs !== undefined) return own.ttlMs;
  const { modelTtls, ttlMs } = settings.cache;
  return modelTtls.find((rule) => fits(rule.model, model))?.ttlMs ?? ttlMs;
}

/** Whether a model's name fits a pattern, whose `*` stands for any characters; case does not count. */
function fits(pattern: string, model: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const name = model.toLowerCase();
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  // No regular expression: one made from a pattern with many stars can take for ever.
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = name.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= name.length - last.length;
}
