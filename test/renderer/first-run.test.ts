import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from './support/browser.ts';
import { answerAll, goTo, startConsole, type ConsoleSession } from './support/console-session.ts';
import { sendJson } from '../support/scripted-upstream.ts';

describe.skipIf(browserMissing)('first steps', () => {
  let session: ConsoleSession;
  let refuse = false;
  beforeAll(async () => {
    session = await startConsole((request, response, call) =>
      refuse && request.method === 'POST'
        ? sendJson(response, { error: { message: 'Incorrect API key' } }, 401)
        : answerAll(request, response, call),
    );
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('lead from nothing to the first hit, each step done as it happens', async () => {
    const page = await session.open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    const guide = page.getByRole('region', { name: 'First steps' });
    const step = (title: string) =>
      guide.locator('.guide-step').filter({ has: page.getByRole('heading', { name: title }) });
    const done = (title: string) => step(title).getByLabel('done');
    await guide.getByText(session.served.dataDir).waitFor();
    await guide.getByText('Waiting for the first request…').waitFor();
    expect(await guide.getByLabel('done').count()).toBe(0);

    await expect(guide.getByLabel('Default upstream').inputValue()).resolves.toBe('scripted');
    await step('Choose where requests go on to').getByRole('button', { name: 'Test' }).click();
    await step('Choose where requests go on to')
      .getByText(/^Reachable, status 200 in/)
      .waitFor();
    await done('Choose where requests go on to').waitFor();

    await step('Give your tool this base URL').getByRole('button', { name: 'Copy' }).click();
    await done('Give your tool this base URL').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${session.served.url}/v1`);
    expect(await done('Send a request').count()).toBe(0);

    refuse = true;
    await session.ask('Say hello').catch(() => undefined);
    await guide.getByText(/its answer was not kept: the upstream answered with status 401\. Send another\./).waitFor();
    expect(await done('Send a request').count()).toBe(0);
    refuse = false;

    await session.ask('Say hello');
    await guide.getByText(/It arrived\. The upstream answered in/).waitFor();
    await done('Send a request').waitFor();
    await guide.getByText('Waiting for the first hit…').waitFor();
    await session.ask('Say hello');
    await guide.getByText(/Answered from the cache in .* instead of/).waitFor();
    await guide.getByText('HIT exact').waitFor();
    expect(await guide.getByLabel('done').count()).toBe(4);

    await guide.getByRole('button', { name: 'Go to the overview' }).click();
    await page.getByText('Requests over time').waitFor();
    await page.reload();
    await page.getByText('Requests over time').waitFor();
  });

  it('come back from the palette, and leave who has traffic alone', async () => {
    const page = await session.open();
    await page.getByText('Requests over time').waitFor();
    await goTo(page, '#/entries');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('first steps');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'First steps' }).waitFor();
    expect(page.url()).toContain('#/overview');
  });
});
