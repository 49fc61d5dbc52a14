import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { browserMissing } from './support/browser.ts';
import { answerAll, startConsole, type ConsoleSession } from './support/console-session.ts';

describe.skipIf(browserMissing)('Upstreams', () => {
  let session: ConsoleSession;
  let second: ScriptedUpstream;
  beforeAll(async () => {
    session = await startConsole();
    second = await startUpstream(answerAll);
  });
  afterAll(async () => {
    await session.stop();
    await second.close();
  });
  afterEach(() => session.assertNoComplaints());

  it('adds one, tests it, makes it the default, and requests go there', async () => {
    const page = await session.open({ hash: '#/upstreams' });
    await page.getByLabel('Name').fill('Not A Name');
    await page.getByLabel('Base URL').fill('localhost:4000');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Write lower-case letters, digits, dot, dash and underscore; at most 63.').waitFor();
    await page.getByText('Write an http:// or https:// address.').waitFor();

    await page.getByLabel('Name').fill('second');
    await page.getByLabel('Base URL').fill(`${second.url}/v1`);
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: /^second/ });
    await row.waitFor();
    await row.getByRole('button', { name: 'Test second' }).click();
    await row.getByText(/^Reachable, status 200 in /).waitFor();

    await row.getByRole('button', { name: 'Make default: second' }).click();
    await row.getByText('default', { exact: true }).waitFor();
    const before = second.seen.length;
    await session.ask('To the new default');
    expect([second.seen.length - before, session.upstream.seen.length]).toEqual([1, 0]);
    await row.getByText('Answers').waitFor();
  });

  it('tells in the row what a test found when nothing listens, and takes an upstream away and back', async () => {
    const page = await session.open({ hash: '#/upstreams' });
    await page.getByLabel('Name').fill('nobody');
    await page.getByLabel('Base URL').fill('http://127.0.0.1:9/v1');
    await page.getByRole('button', { name: 'Add' }).click();
    const row = page.getByRole('row', { name: /^nobody/ });
    await row.getByRole('button', { name: 'Test nobody' }).click();
    await row.locator('.upstream-test.bad').waitFor();

    await row.getByRole('button', { name: 'Remove nobody' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row.waitFor();
    await expect(row.innerText()).resolves.toContain('http://127.0.0.1:9/v1');
  });
});
