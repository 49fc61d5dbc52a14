import { z } from 'zod';

/** One row of the table: a dialect as one vendor speaks it, through one SDK. */
export interface Row {
  name: string;
  dialect: string;
  packages: string[];
  /** Reasons by check, or by part of checks, for what cannot apply. */
  notApplicable: Record<string, string>;
  /** Results by check. */
  cells: Map<string, { passed: number; failed: number }>;
}

export interface Report {
  rows: Row[];
  /** Title of each check by its id. */
  checks: Map<string, string>;
  /** Tests that belong to no row, such as those of the framing. */
  others: { passed: number; failed: number };
  failures: string[];
}

const metaSchema = z.object({
  row: z.object({
    dialect: z.string(),
    packages: z.array(z.string()),
    notApplicable: z.record(z.string(), z.string()),
  }),
});

/** What is read of vitest 5.1.1's JSON reporter. A file that does not load has no assertions and says so itself. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          meta: z.unknown(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});

const checkTitle = /^(c\d) (.+)$/;

/** Turns the results of test/conformance into rows; a row is a suite that describes itself by its test's `meta`. */
export function readReport(json: string): Report {
  const report: Report = { rows: [], checks: new Map(), others: { passed: 0, failed: 0 }, failures: [] };
  const rows = new Map<string, Row>();
  for (const file of reportSchema.parse(JSON.parse(json)).testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      report.failures.push(`${file.name}: ${file.message}`);
    for (const { ancestorTitles, title, status, meta, failureMessages } of file.assertionResults) {
      const [name = '', check = ''] = ancestorTitles.filter((part) => part !== file.name && part !== '');
      const described = metaSchema.safeParse(meta);
      if (described.success) rows.set(name, { name, ...described.data.row, cells: rows.get(name)?.cells ?? new Map() });
      const failed = status !== 'passed';
      if (failed)
        report.failures.push(`${[name, check, title].filter(Boolean).join(' > ')}\n    ${firstLine(failureMessages)}`);
      const [, id, checkName] = checkTitle.exec(check) ?? [];
      if (id === undefined || checkName === undefined) {
        if (!described.success) count(report.others, failed);
        continue;
      }
      report.checks.set(id, checkName);
      const row = rows.get(name) ?? { name, dialect: '', packages: [], notApplicable: {}, cells: new Map() };
      rows.set(name, row);
      const cell = row.cells.get(id) ?? { passed: 0, failed: 0 };
      row.cells.set(id, cell);
      count(cell, failed);
    }
  }
  report.rows = [...rows.values()];
  return report;
}

function count(counts: { passed: number; failed: number }, failed: boolean): void {
  if (failed) counts.failed += 1;
  else counts.passed += 1;
}

const firstLine = (messages: readonly string[]): string => messages[0]?.split('\n', 1)[0] ?? 'it did not run';
