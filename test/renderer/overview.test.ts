import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from './support/browser.ts';
import { goTo, startConsole, type ConsoleSession } from './support/console-session.ts';
import { startServe } from './support/serve.ts';

describe.skipIf(browserMissing)('Overview', () => {
  let session: ConsoleSession;
  beforeAll(async () => void (session = await startConsole()));
  afterAll(() => session.stop());
  afterEach(() => session.forgetComplaints());

  it('shows the figures of the range, the chart in words, and where errors came from', async () => {
    await session.ask('What is a cache?');
    await session.ask('What is a cache?');
    await session.ask('please fail').catch(() => undefined);
    const page = await session.open();
    const tile = (name: string) => page.locator('.tile', { hasText: name });
    await page.getByText('1 hit, 2 misses, 0 passed through, 1 error').waitFor({ state: 'attached' });
    await expect(tile('Requests').innerText()).resolves.toMatch(/Requests\s+3\s/);
    await expect(tile('Tokens saved').innerText()).resolves.toMatch(/18\s+11 in, 7 out/);
    await page.locator('.chart-plot svg path').first().waitFor();
    await page.getByText('1h', { exact: true }).click();
    await page.getByText('Last hour', { exact: true }).waitFor();
    await page.getByRole('link', { name: /^429 POST/ }).click();
    await page
      .getByRole('region', { name: 'Request details' })
      .getByText('status_not_ok')
      .or(page.getByText('Only answers with status 200 (201 at Replicate) are stored.').first())
      .first()
      .waitFor();
    await goTo(page, '#/overview');
    await page.getByRole('link', { name: 'gpt-test' }).click();
    await page.getByText('3 requests', { exact: true }).waitFor();
    session.assertNoComplaints();
  });

  it('says in words when the core is gone, and goes on when it is back', async () => {
    const served = await startServe();
    const page = await session.open({ enter: false });
    await page.goto(served.admin);
    await page.locator('.live-status').getByText('Running').waitFor();
    await served.stop();
    await page.locator('.live-status').getByText('Reconnecting…').waitFor();

    // A new run has a new token, so this page must ask for it rather than pretend.
    const again = await startServe({}, { port: Number(new URL(served.url).port) });
    await page.getByRole('heading', { name: 'Open the console with its address' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await again.stop();
  });
});
