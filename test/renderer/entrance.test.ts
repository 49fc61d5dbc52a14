import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from './support/browser.ts';
import { startConsole, type ConsoleSession } from './support/console-session.ts';

describe.skipIf(browserMissing)('the way into the console', () => {
  let session: ConsoleSession;
  beforeAll(async () => void (session = await startConsole()));
  afterAll(() => session.stop());
  // A refused call is an error to the browser; the test of the token asserts that nothing else was.
  afterEach(() => session.forgetComplaints());

  it('trades the token for a session and takes it out of the address bar and the history', async () => {
    const page = await session.open();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(page.url()).toBe(`${session.served.url}/admin/`);
    const [cookie] = await page.context().cookies();
    expect({ httpOnly: cookie?.httpOnly, sameSite: cookie?.sameSite, path: cookie?.path }).toEqual({
      httpOnly: true,
      sameSite: 'Strict',
      path: '/admin',
    });
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(
      session.served.token,
    );
    await page.goBack();
    expect(page.url()).not.toContain('token');
    session.assertNoComplaints();
  });

  it('keeps the session when the page is loaded again', async () => {
    const page = await session.open({ hash: '#/settings' });
    await page.reload();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(page.url()).toBe(`${session.served.url}/admin/#/settings`);
  });

  it('shows only how to get in without a token', async () => {
    const page = await session.open({ enter: false });
    await page.getByRole('heading', { name: 'Open the console with its address' }).waitFor();
    await expect(page.locator('body').innerText()).resolves.toContain('npm run semcache -- status');
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says that a token of another run is none, and keeps it out of the address bar too', async () => {
    const page = await session.open({ enter: false });
    await page.goto('about:blank');
    await page.goto(`${session.served.url}/admin/#token=of-another-run`);
    await page.getByRole('alert').waitFor();
    await expect(page.getByRole('alert').innerText()).resolves.toContain('not the one of the running instance');
    expect([page.url(), await page.getByRole('navigation').count()]).toEqual([`${session.served.url}/admin/`, 0]);
  });

  it('closes when the session is lost while it is open', async () => {
    const page = await session.open({ hash: '#/traffic' });
    await page.getByRole('heading', { name: 'Traffic' }).waitFor();
    await page.context().clearCookies();
    // A screen whose figures no other has asked for.
    await page.getByRole('link', { name: 'Match lab' }).click();
    await page.getByRole('heading', { name: 'Open the console with its address' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });
});
