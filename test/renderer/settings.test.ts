import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { settingsFileSchema } from '../../src-core/contracts/settings.ts';
import { browserMissing } from './support/browser.ts';
import { startConsole, type ConsoleSession } from './support/console-session.ts';

const scheme = (page: Page) => page.locator('html').getAttribute('data-mantine-color-scheme');

describe.skipIf(browserMissing)('Settings', () => {
  let session: ConsoleSession;
  const file = () =>
    settingsFileSchema.parse(JSON.parse(readFileSync(join(session.served.dataDir, 'settings.json'), 'utf8')));
  beforeAll(async () => void (session = await startConsole()));
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('says what is wrong field by field and saves nothing meanwhile', async () => {
    const page = await session.open({ hash: '#/settings' });
    await page.getByLabel('Time to live').fill('1 fortnight');
    await page.getByLabel('Size on disk').fill('1 KiB');
    await page.getByText('Write a length of time such as 30 days, 15 minutes or 10 s.').waitFor();
    await page.getByText('At least 1 MiB.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2 fields to correct').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cache.ttlMs');
    expect(file().cache).toBeUndefined();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByLabel('Time to live').inputValue()).resolves.toBe('30 days');
  });

  it('saves only what was changed, keeps it, and says what waits for a restart', async () => {
    const page = await session.open({ hash: '#/settings' });
    await page.getByLabel('Time to live').fill('7 d');
    await page.getByLabel('Store answers cut by max_tokens').click({ force: true });
    await page.getByLabel('Address to listen on').fill('localhost');
    await page.getByText('3 changes not saved').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Settings saved.').waitFor();
    await expect(page.locator('.restart-notice').innerText()).resolves.toMatch(
      /in force after a restart.*Address to listen on/s,
    );
    expect(file().cache).toEqual({ ttlMs: 604_800_000, storeLengthLimited: true });
    expect(file().proxy).toMatchObject({ host: 'localhost' });

    await page.reload();
    await expect(page.getByLabel('Time to live').inputValue()).resolves.toBe('7 days');
    expect(await page.getByLabel('Store answers cut by max_tokens').isChecked()).toBe(true);
    await expect(page.getByRole('region', { name: 'settings file' }).innerText()).resolves.toContain('settings.json');
    expect(await page.getByLabel('Close to tray').count()).toBe(0);
  });

  it('marks what differs from its default, and goes back to it', async () => {
    const page = await session.open({ hash: '#/settings?q=cache' });
    await page.getByLabel('Largest answer').fill('1 MiB');
    await page.getByRole('button', { name: /^Default: 8 MiB.*reset Largest answer$/ }).click();
    await expect(page.getByLabel('Largest answer').inputValue()).resolves.toBe('8 MiB');
    expect(await page.getByText('not saved').count()).toBe(0);
  });

  it('gives a project settings of its own and takes them back', async () => {
    const page = await session.open({ hash: '#/settings?q=projects' });
    await page.getByRole('button', { name: 'Add a project' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save project' }).click();
    await dialog.getByText('Write letters, digits, dot, dash and underscore; at most 63.').waitFor();
    await dialog.getByLabel('Name').fill('evals');
    await dialog.getByLabel('Mode').selectOption('replay-only');
    await dialog.getByLabel('Independent answers of each prompt').fill('3');
    await dialog.getByRole('button', { name: 'Save project' }).click();
    const row = page.getByRole('row', { name: /^evals/ });
    await row.getByText('mode Replay only, 3 samples').waitFor();
    expect(file().projects).toEqual({ evals: { mode: 'replay-only', samples: 3 } });
    await page.getByRole('button', { name: /^Mode: Live/ }).click();
    await page.getByRole('menuitem', { name: 'evals has a mode of its own: Replay only' }).waitFor();
    await page.keyboard.press('Escape');
    await row.getByRole('button', { name: 'Reset evals' }).click();
    await page.getByText('evals is as everything else.').waitFor();
    expect(file().projects).toEqual({});
  });

  it('keeps prices of one’s own, row by row', async () => {
    const page = await session.open({ hash: '#/settings?q=savings' });
    await page.getByRole('button', { name: 'Add a price' }).click();
    await page.getByRole('button', { name: 'Save prices' }).click();
    await page.getByText('Write a model, such as gpt-4o-mini or gpt-*.').waitFor();
    const row = page.getByRole('group', { name: 'Price 1' });
    await row.getByLabel('Model').fill('gpt-*');
    await row.getByLabel('$ per million in').fill('2.5');
    await row.getByLabel('$ per million out').fill('10');
    await page.getByRole('button', { name: 'Save prices' }).click();
    await page.getByText('Prices saved.').waitFor();
    expect(file().savings).toEqual({ prices: [{ model: 'gpt-*', inputPerMillion: 2.5, outputPerMillion: 10 }] });
    await row.getByRole('button', { name: 'Remove price 1' }).click();
    await page.getByRole('button', { name: 'Save prices' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByText('Prices saved.').waitFor();
  });

  it('follows the system’s theme until one is chosen, and keeps the choice', async () => {
    const page = await session.open({ context: { colorScheme: 'light' } });
    expect(await scheme(page)).toBe('light');
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    await page.getByRole('button', { name: 'Switch to light theme' }).waitFor();
    expect(await scheme(page)).toBe('dark');
    const other = await session.open({ context: { colorScheme: 'light' } });
    await other.getByRole('button', { name: 'Switch to light theme' }).waitFor();
    expect([await scheme(other), file().window?.theme]).toEqual(['dark', 'dark']);
    await other.getByRole('button', { name: 'Switch to light theme' }).click();
    // The page that did not ask is told as well.
    await page.getByRole('button', { name: 'Switch to dark theme' }).waitFor();
  });
});
