import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds, short enough to read in a failure. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: unknown =
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))`);
  return found as string[];
}
