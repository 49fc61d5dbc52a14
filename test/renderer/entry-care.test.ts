import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callAdmin, findable, modelsReady } from './support/admin-call.ts';
import { violations } from './support/axe.ts';
import { browserMissing } from './support/browser.ts';
import { answerAll, startConsole, type ConsoleSession } from './support/console-session.ts';

const stored = 'How do I reverse a list in Python?';
const day = 24 * 60 * 60_000;
const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Entries' }).locator('[role=row][aria-selected]');
const detailOf = (page: Page) => page.getByRole('region', { name: 'Entry details' });

describe.skipIf(browserMissing)('care of entries', () => {
  let session: ConsoleSession;
  beforeAll(async () => {
    session = await startConsole(answerAll, { matching: { level: 'relaxed' } });
    await modelsReady(session.served);
    await session.ask(stored);
    await findable(session.served, stored);
    await session.ask('How can I reverse a list in Python?');
    await session.ask('Write about figs');
    await session.ask('Write about figs');
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  const entry = async (text: string) =>
    (await callAdmin(session.served, 'entries.list', { filter: { text } })).items[0]!;

  it('lists the prompts that an entry answered by meaning, and takes the word on one of them', async () => {
    const page = await session.open({ hash: '#/entries?q=reverse' });
    await rowsOf(page).first().click();
    const detail = detailOf(page);
    await detail.getByRole('button', { name: 'Wrong answer' }).focus();
    await page.keyboard.press('Enter');
    // It has answered another wording, so which of the pairs was wrong has to be said.
    const answered = detail.getByRole('list', { name: 'Prompts answered by meaning' }).getByRole('listitem');
    await answered.locator('ins').getByText('can').waitFor();
    await expect(answered.innerText()).resolves.toMatch(/Confidence 0\.\d\d/);
    await answered.getByRole('button', { name: 'Wrong answer' }).press('Enter');
    await answered.getByRole('button', { name: 'Wrong answer', pressed: true }).waitFor();
    expect((await entry('reverse')).marks).toEqual({ wrong: 1, right: 0 });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await rowsOf(page).getByText('1 wrong').waitFor();
    await page.keyboard.press('u');
    await page.getByText('The mark was taken back.').waitFor();
    await rowsOf(page).getByText('1 wrong').waitFor({ state: 'detached' });
  });

  it('removes an entry whose identical requests got a wrong answer, and brings it back', async () => {
    const page = await session.open({ hash: '#/entries?q=figs' });
    await rowsOf(page).first().click();
    await detailOf(page).getByRole('button', { name: 'Wrong answer' }).click();
    await page.getByText('The entry was removed: the next request goes upstream.').waitFor();
    await page.getByText('No entry fits the search').waitFor();
    expect(await detailOf(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rowsOf(page).getByText('Write about figs').waitFor();
  });

  it('changes times to live and expires, each with undo, and marks what is stale', async () => {
    const before = await entry('figs');
    const page = await session.open({ hash: '#/entries?q=figs' });
    await rowsOf(page).getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Time to live…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Time to live', { exact: true }).fill('soon');
    await dialog.getByText('Write a time of a second or more').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Time to live', { exact: true }).fill('7 days');
    await page.keyboard.press('Enter');
    await page.getByText('Set the time to live of 1 entry.').waitFor();
    const changed = await entry('figs');
    expect(changed.expiresAt - changed.createdAt).toBe(7 * day);

    // The shortest time to live is a second from when the answer was recorded, which is long ago by now.
    await page.getByRole('button', { name: 'Expire now' }).click();
    await rowsOf(page).getByText('STALE').waitFor();
    expect((await entry('figs')).stale).toBe(true);
    await page.getByRole('textbox', { name: 'Search entries' }).fill('is:stale ');
    await page.keyboard.press('Enter');
    await page.locator('.filter-count').getByText('1 entry', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Times to live are as they were.').waitFor();
    await page.getByText('No entry fits the search').waitFor();
    expect((await entry('figs')).expiresAt - before.createdAt).toBe(7 * day);
  });

  it('exports a cassette of what the search shows, and another instance takes it in after a check', async () => {
    const page = await session.open({ hash: '#/entries?q=figs' });
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export as a cassette' });
    await dialog.getByText('1 entry', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    await dialog.getByText('Saved 1 entry.').waitFor();
    expect(await violations(page)).toEqual([]);
    const text = readFileSync(await download.path(), 'utf8');
    expect([text.split('\n').length, text.includes('sk-secret')]).toEqual([3, false]);

    const other = await startConsole();
    const file = join(other.served.dataDir, 'figs.jsonl');
    writeFileSync(file, `${text}{"not":"an entry"}\n`);
    const there = await other.open({ hash: '#/entries' });
    await there.getByText('Nothing is stored yet').waitFor();
    await there.getByRole('button', { name: 'Import…' }).click();
    const importing = there.getByRole('dialog', { name: 'Import a cassette' });
    await there.locator('input[type=file]').setInputFiles(file);
    await importing.getByText('1 entry can be imported.').waitFor();
    await importing.getByText('Line 3: not an entry').waitFor();
    expect((await callAdmin(other.served, 'entries.list', {})).total).toBe(0);
    expect(await violations(there)).toEqual([]);
    await importing.getByRole('button', { name: 'Import 1 entry' }).click();
    await importing.getByText('Stored 1 entry.').waitFor();
    await importing.getByRole('button', { name: 'Close', exact: true }).last().click();
    await rowsOf(there).getByText('Write about figs').waitFor();
    other.assertNoComplaints();
    await other.stop();
  });
});
