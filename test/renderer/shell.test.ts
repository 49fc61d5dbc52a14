import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { environmentLines } from '../../src-core/contracts/environment.ts';
import { diagnosticsSchema } from '../../src-core/contracts/diagnostics.ts';
import { browserMissing } from './support/browser.ts';
import { goTo, startConsole, type ConsoleSession } from './support/console-session.ts';
import type { Page } from 'playwright-core';

const command = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(words);
  await page.keyboard.press('Enter');
};

describe.skipIf(browserMissing)('the shell', () => {
  let session: ConsoleSession;
  const stopped = 'This is a test: 9 of 20 checked answers were wrong.';
  beforeAll(async () => {
    session = await startConsole(undefined, { shadow: { stopped } });
    await session.ask('Explain idempotency');
    await session.ask('Explain idempotency');
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('finds commands, entries and requests in one field, by keyboard alone', async () => {
    const page = await session.open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    await command(page, 'match lab');
    await page.getByRole('heading', { name: 'Match lab', level: 1 }).waitFor();

    for (const [words, shell] of [
      ['environment bash', 'bash'],
      ['environment fish', 'fish'],
      ['environment powershell', 'powershell'],
      ['environment cmd', 'cmd'],
    ] as const) {
      await command(page, words);
      await page.getByText(/^The environment for .* is copied\.$/).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        environmentLines(session.served.url, shell).join('\n'),
      );
      await page.getByRole('button', { name: 'Dismiss' }).click();
    }

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('idempot');
    await page.getByRole('option', { name: /^Explain idempotency/ }).waitFor();
    expect(await page.getByRole('option', { name: /^POST .*HIT exact/ }).count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Entries' }).waitFor();
    expect(page.url()).toContain('#/entries?q=idempot');

    await command(page, 'test scripted');
    await page.getByText(/^scripted: reachable, status 200 in/).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor({ state: 'detached' });
  });

  it('exports diagnostics that hold no prompt', async () => {
    const page = await session.open();
    const [download] = await Promise.all([page.waitForEvent('download'), command(page, 'export diagnostics')]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(diagnosticsSchema.parse(JSON.parse(text)).status.store.entries).toBe(1);
    expect(download.suggestedFilename()).toMatch(/^semcache-diagnostics-[\d-]+T[\d-]+\.json$/);
    expect(text).not.toContain('idempotency');
  });

  it('counts before it clears the cache, and undoes it', async () => {
    const page = await session.open({ hash: '#/overview' });
    await command(page, 'clear cache');
    await page.getByRole('button', { name: 'Clear 1 entry' }).click();
    await page.getByText('Cleared 1 entry.').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Restored 1 entry.').waitFor();
    await expect(page.locator('.store-meter').innerText()).resolves.toMatch(/^1 entry/);
  });

  it('says the mode, loudly when it is not live, and offers the way back', async () => {
    const page = await session.open();
    const button = page.locator('.mode-button');
    await button.filter({ hasText: 'Live' }).waitFor();
    expect(await button.getAttribute('data-loud')).toBe('false');
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: /^Replay only/ }).click();
    await button.filter({ hasText: 'Replay only' }).waitFor();
    expect(await button.getAttribute('data-loud')).toBe('true');
    await page.keyboard.press('u');
    await button.filter({ hasText: 'Live' }).waitFor();
    await command(page, 'mode paused');
    await button.filter({ hasText: 'Paused' }).waitFor();
    await command(page, 'mode live');
    await button.filter({ hasText: 'Live' }).waitFor();
  });

  it('says that answers by meaning have stopped, and resumes them', async () => {
    const page = await session.open();
    const banner = page.getByRole('region', { name: 'Answers by meaning' });
    await banner.getByText(stopped).waitFor();
    await banner.getByRole('link', { name: 'See the checks' }).click();
    await page.getByText(`Stopped: ${stopped}`).waitFor();
    await banner.getByRole('button', { name: 'Resume' }).click();
    await banner.waitFor({ state: 'detached' });
    await page.getByText(`Stopped: ${stopped}`).waitFor({ state: 'detached' });
    expect(await banner.count()).toBe(0);
  });

  it('keeps filters under names, for the list and the palette', async () => {
    const page = await session.open({ hash: '#/traffic?q=outcome:hit' });
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Name of the view').fill('Only hits');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Only hits outcome:hit/ }).waitFor();
    await page.keyboard.press('Escape');
    await goTo(page, '#/settings');
    await command(page, 'only hits');
    await page.getByRole('grid').waitFor();
    expect(page.url()).toContain('#/traffic?q=outcome%3Ahit');
    await page.reload();
    await page.getByRole('button', { name: 'Only hits' }).click();
    await page.getByRole('button', { name: 'Delete the view Only hits' }).click();
    await page.getByText('No view is saved yet.').waitFor();
  });

  it('goes everywhere by keys, and leaves typing alone', async () => {
    const page = await session.open();
    for (const [keys, title] of [
      ['t', 'Traffic'],
      ['e', 'Entries'],
      ['m', 'Match lab'],
      ['u', 'Upstreams'],
      ['c', 'Clients'],
      ['s', 'Settings'],
      ['o', 'Overview'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(keys);
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    }
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.locator('.grid-rows [role=row]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Request details' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('g e ? j');
    await expect(page.getByLabel('Filter traffic').inputValue()).resolves.toBe('g e ? j');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('heading', { name: 'Traffic', level: 1 }).waitFor();
  });
});
