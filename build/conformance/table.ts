import type { Report, Row } from './read-report.ts';

/** The report as lines: a table, what its columns mean, and the reason behind everything that does not apply. */
export function tableLines(report: Report): string[] {
  const ids = [...report.checks.keys()].sort();
  const reasons = [...new Set(report.rows.flatMap(({ notApplicable }) => Object.values(notApplicable)))];
  const note = (reason: string): string => `[${String(reasons.indexOf(reason) + 1)}]`;
  const rows = report.rows.toSorted((left, right) => left.dialect.localeCompare(right.dialect));
  const table = [
    ['row', 'dialect', 'judged by', ...ids],
    ...rows.map((row) => [row.name, row.dialect, row.packages.join(', '), ...ids.map((id) => cellText(row, id, note))]),
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  return [
    ...table.map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    ...ids.map((id) => `${id}  ${report.checks.get(id) ?? ''}`),
    ...(reasons.length === 0 ? [] : ['']),
    ...reasons.map((reason) => `${note(reason)} ${reason}`),
    '',
    `framing, canonical JSON, and calls that pass through: ${countText(report.others)}`,
  ];
}

/** Parts of a check that do not apply are notes on the columns they belong to. */
const partOf: Record<string, string> = { stream: 'c2', json: 'c1', meaning: 'c6', length: 'c3' };

function cellText(row: Row, id: string, note: (reason: string) => string): string {
  const whole = row.notApplicable[id];
  if (whole !== undefined) return `n/a${note(whole)}`;
  const notes = Object.entries(row.notApplicable).filter(([part]) => partOf[part] === id);
  const cell = row.cells.get(id);
  return `${cell === undefined ? 'MISSING' : countText(cell)}${notes.map(([, reason]) => note(reason)).join('')}`;
}

function countText({ passed, failed }: { passed: number; failed: number }): string {
  return failed === 0 ? `ok ${String(passed)}` : `FAIL ${String(failed)}/${String(passed + failed)}`;
}

/** Whether every cell is filled and green. */
export function isWhole(report: Report): boolean {
  const ids = [...report.checks.keys()];
  const filled = report.rows.every((row) =>
    ids.every((id) => row.notApplicable[id] !== undefined || row.cells.has(id)),
  );
  return filled && report.rows.length > 0 && report.failures.length === 0;
}
