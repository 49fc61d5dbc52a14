import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callAdmin } from './support/admin-call.ts';
import { violations } from './support/axe.ts';
import { browserMissing } from './support/browser.ts';
import { startConsole, type ConsoleSession } from './support/console-session.ts';

describe.skipIf(browserMissing)('what Overview says of savings and modes', () => {
  let session: ConsoleSession;
  beforeAll(async () => {
    session = await startConsole(undefined, {
      savings: { prices: [{ model: 'gpt-test', inputPerMillion: 1000, outputPerMillion: 2000 }] },
    });
    for (let times = 0; times < 3; times += 1) await session.ask('What is a cache?');
    await session.ask('What is a cache?', { project: 'evals', model: 'gpt-other' });
    await session.ask('What is a cache?', { project: 'evals', model: 'gpt-other' });
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('names the source of every figure in money, and shows who saved it', async () => {
    const page = await session.open();
    const tile = (name: string) => page.locator('.tile', { hasText: name });
    // Two hits of 11 tokens in and 7 out, at the owner's price; the other model's upstream is on this machine.
    await tile('Money saved').getByText('$0.05').waitFor();
    await expect(tile('Money saved').innerText()).resolves.toContain('at the prices below');
    await expect(tile('Money saved').getAttribute('title')).resolves.toContain('Some prices are your own');
    await expect(tile('Hit rate').innerText()).resolves.toMatch(/60%\s+60% exact, 0% by meaning/);
    await expect(tile('In flight').innerText()).resolves.toMatch(/0\s+upstream calls now/);

    await page.getByText('Where these figures come from').click();
    await page.getByText('Tokens are those that the upstream reported').waitFor();
    await expect(
      page
        .locator('.sources')
        .getByRole('row', { name: /gpt-test/ })
        .innerText(),
    ).resolves.toMatch(/1,000\.00/);
    await page.getByText('Tokens', { exact: true }).click();
    await page
      .getByRole('table', { name: 'Tokens saved' })
      .getByRole('cell', { name: '36' })
      .waitFor({ state: 'attached' });
    await page.getByText('By model', { exact: true }).first().click();
    await page
      .getByRole('table', { name: 'Tokens saved' })
      .getByRole('columnheader', { name: 'gpt-test' })
      .waitFor({ state: 'attached' });
    expect(await violations(page)).toEqual([]);
  });

  it('says loudly that the mode is not live, and goes back to it', async () => {
    await callAdmin(session.served, 'mode.set', { mode: 'replay-only' });
    await callAdmin(session.served, 'mode.set', { mode: 'refresh', project: 'evals' });
    const page = await session.open({ context: { colorScheme: 'dark' } });
    const banner = page.getByRole('region', { name: 'Mode', exact: true });
    await banner.getByText('nothing goes upstream').waitFor();
    await banner.getByText(/^Project evals: Refresh/).waitFor();
    expect(await violations(page)).toEqual([]);
    await banner.getByRole('button', { name: 'Back to live' }).click();
    await banner.getByText('nothing goes upstream').waitFor({ state: 'detached' });
    await callAdmin(session.served, 'mode.set', { mode: null, project: 'evals' });
    await banner.waitFor({ state: 'detached' });
    expect(await callAdmin(session.served, 'mode.get', {})).toEqual({ mode: 'live', projects: [] });
  });

  it('shows the state of each upstream that was reached since start', async () => {
    const page = await session.open();
    const health = page.getByRole('region', { name: 'Health' });
    await health.getByText('Upstream scripted').waitFor();
    await expect(health.innerText()).resolves.toMatch(/Upstream scripted\s+OK/);
  });
});
