import type { OperationResult } from '../contracts/operations.ts';
import type { Status } from '../contracts/views.ts';

/** Columns of text, each as wide as its widest cell. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? String(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

export const time = (instant: number | null): string =>
  instant === null ? '-' : new Date(instant).toISOString().replace('T', ' ').slice(0, 19);

export function statusText(status: Status): string {
  const { totals, store } = status;
  const parts = status.health.filter(({ part }) => part !== 'mode');
  const rows = [
    ['version', status.version],
    ['proxy', status.url ?? 'not running'],
    ['mode', status.health.find(({ part }) => part === 'mode')?.reason ?? status.mode],
    ['default upstream', status.defaultUpstream],
    ['data folder', status.dataDir],
    ['entries', `${String(store.entries)} (${bytes(store.bytes)} of ${bytes(store.maxBytes)})`],
    [
      'since start',
      `${String(totals.requests)} requests, ${String(totals.hits)} hits, ${String(totals.misses)} misses, ${String(totals.bypasses)} passed through, ${String(totals.errors)} errors`,
    ],
    ...parts.map((item) => [item.part, item.reason === null ? item.state : `${item.state}: ${item.reason}`]),
    ...Object.entries(status.failures).map(([name, count]) => [`failure ${name}`, String(count)]),
  ];
  return table(rows);
}

export function modesText(modes: OperationResult<'mode.get'>): string {
  return table([['everything', modes.mode], ...modes.projects.map(({ name, mode }) => [`project ${name}`, mode])]);
}

export function projectsText(projects: OperationResult<'projects.list'>['items']): string {
  const rows = projects.map(({ name, requests, hits, settings }) => [
    name,
    String(requests),
    String(hits),
    Object.entries(settings)
      .map(([setting, value]) => `${setting}=${String(value)}`)
      .join(' '),
  ]);
  return table([['PROJECT', 'REQUESTS', 'HITS', 'SETTINGS'], ...rows]);
}

export function entriesText(entries: OperationResult<'entries.list'>['items'], total: number): string {
  if (entries.length === 0) return 'No entries.';
  const rows = entries.map((entry) => [
    entry.id,
    `${time(entry.createdAt)}${entry.stale ? ' stale' : ''}`,
    String(entry.hits),
    bytes(entry.sizeBytes),
    entry.upstream,
    entry.model,
    entry.project,
    oneLine(entry.promptPreview, 60),
  ]);
  const listed = table([['ID', 'CREATED (UTC)', 'HITS', 'SIZE', 'UPSTREAM', 'MODEL', 'PROJECT', 'PROMPT'], ...rows]);
  return `${listed}\n${String(entries.length)} of ${String(total)}`;
}

function oneLine(text: string, width: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= width ? flat : `${flat.slice(0, width - 1)}…`;
}
