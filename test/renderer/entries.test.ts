import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from './support/browser.ts';
import { startConsole, type ConsoleSession } from './support/console-session.ts';

const topics = ['pears', 'plums', 'quinces', 'figs', 'dates', 'limes'];
const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Entries' }).locator('[role=row][aria-selected]');
const total = (page: Page, text: string) => page.locator('.filter-count').getByText(text, { exact: true }).waitFor();

describe.skipIf(browserMissing)('Entries', () => {
  let session: ConsoleSession;
  beforeAll(async () => {
    session = await startConsole();
    for (const topic of topics) await session.ask(`Write about ${topic}`);
    await session.ask('Write about figs', { stream: true });
    await session.ask('A story for the tests', { project: 'evals', stream: true });
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('finds words of prompts and answers, and sorts', async () => {
    const page = await session.open({ hash: '#/entries' });
    await total(page, '7 entries');
    await page.getByRole('textbox', { name: 'Search entries' }).fill('quinces');
    await total(page, '1 entry');
    await rowsOf(page).getByText('Write about quinces').waitFor();
    await page.getByRole('textbox', { name: 'Search entries' }).fill('');
    await total(page, '7 entries');
    await page.getByRole('button', { name: 'Hits' }).click();
    await page.getByRole('columnheader', { name: 'Hits' }).and(page.locator('[aria-sort=descending]')).waitFor();
    await expect(rowsOf(page).first().innerText()).resolves.toContain('figs');
  });

  it('shows conversation, answer, parameters and facts', async () => {
    const page = await session.open({ hash: '#/entries?q=project:evals' });
    await rowsOf(page).first().click();
    const detail = page.getByRole('region', { name: 'Entry details' });
    await detail.getByRole('tabpanel').getByText('A story for the tests').waitFor();
    await detail.getByRole('tab', { name: 'Answer', exact: true }).click();
    await detail.getByText('An answer to "A story for the tests".').waitFor();
    await detail.getByText('Raw stream').click();
    await detail.getByText('data: [DONE]').waitFor();
    await detail.getByRole('tab', { name: 'Parameters' }).click();
    await detail.getByText('"gpt-test"').waitFor();
    await detail.getByRole('tab', { name: 'Facts' }).click();
    await expect(detail.getByRole('tabpanel').innerText()).resolves.toMatch(/Tokens\s+11 in, 7 out/);
    await detail.getByRole('link', { name: 'Show its requests' }).click();
    await page.getByText('1 request', { exact: true }).waitFor();
  });

  it('deletes by key and brings back by key', async () => {
    const page = await session.open({ hash: '#/entries?q=limes' });
    await rowsOf(page).first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Delete');
    await page.getByText('Deleted 1 entry.').waitFor();
    await page.getByText('No entry fits the search').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Restored 1 entry.').waitFor();
    await expect(rowsOf(page).first().innerText()).resolves.toContain('limes');
  });

  it('selects several with keys and Shift, pins them, and deletes them at once', async () => {
    const page = await session.open({ hash: '#/entries' });
    await rowsOf(page).first().waitFor();
    await rowsOf(page).nth(1).getByRole('checkbox').click();
    await rowsOf(page)
      .nth(3)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await page.getByText('3 entries selected').waitFor();
    await page.keyboard.press('x');
    await page.getByText('2 entries selected').waitFor();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('Pinned 2 entries.').waitFor();
    await page.getByLabel('pinned', { exact: true }).nth(1).waitFor();
    expect(await page.getByLabel('pinned', { exact: true }).count()).toBe(2);
    await page.getByRole('button', { name: 'Delete' }).click();
    await total(page, '5 entries');
    await page.getByRole('button', { name: 'Undo' }).click();
    await total(page, '7 entries');
  });

  it('counts before it clears what the search shows, and brings it back', async () => {
    const page = await session.open({ hash: '#/entries?q=-project:evals' });
    await total(page, '6 entries');
    await page.getByRole('button', { name: 'Clear…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear entries' });
    await dialog.getByRole('button', { name: 'Clear 4 entries' }).waitFor();
    await dialog.getByRole('checkbox', { name: 'Keep pinned entries' }).click();
    await dialog.getByText(/^6 entries, /).waitFor();
    await dialog.getByRole('button', { name: 'Clear 6 entries' }).click();
    await page.getByText('No entry fits the search').waitFor();
    const left = await session.ask('A story for the tests', { project: 'evals', stream: true });
    expect([left, session.upstream.seen.length]).toEqual(['An answer to "A story for the tests".', 7]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await total(page, '6 entries');
  });

  it('shows an entry the moment it is stored', async () => {
    const page = await session.open({ hash: '#/entries' });
    await total(page, '7 entries');
    await session.ask('Write about medlars');
    await rowsOf(page).getByText('Write about medlars').waitFor();
    await expect(page.locator('.filter-count').innerText()).resolves.toBe('8 entries');
  });
});
