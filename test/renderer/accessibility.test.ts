import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/axe.ts';
import { browserMissing } from './support/browser.ts';
import { goTo, startConsole, type ConsoleSession } from './support/console-session.ts';

const screens: [name: string, hash: string, ready: (page: Page) => Promise<void>][] = [
  ['Overview', '#/overview', (page) => page.locator('.chart-plot svg').first().waitFor()],
  ['Traffic', '#/traffic', (page) => page.getByText('HIT exact').first().waitFor()],
  ['Entries', '#/entries', (page) => page.getByText('Write about pears').first().waitFor()],
  ['Match lab', '#/lab', (page) => page.getByText('No request was compared by meaning yet').waitFor()],
  ['Upstreams', '#/upstreams', (page) => page.getByText('scripted').first().waitFor()],
  ['Clients', '#/clients', (page) => page.getByText('Cursor').first().waitFor()],
  ['Settings', '#/settings', (page) => page.getByLabel('Port').waitFor()],
];

describe.skipIf(browserMissing)('accessibility', () => {
  let session: ConsoleSession;
  let empty: ConsoleSession;
  beforeAll(async () => {
    [session, empty] = await Promise.all([startConsole(), startConsole()]);
    await session.ask('Write about pears');
    await session.ask('Write about pears');
    await session.ask('please fail').catch(() => undefined);
  });
  afterAll(async () => void (await Promise.all([session.stop(), empty.stop()])));
  afterEach(() => [session, empty].forEach((each) => each.assertNoComplaints()));

  describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
    let shared: Page;
    beforeAll(async () => void (shared = await session.open({ context: { colorScheme } })));

    it.each(screens)('%s has no violation', async (_, hash, ready) => {
      const page = shared;
      await goTo(page, hash);
      await ready(page);
      expect(await violations(page)).toEqual([]);
    });

    it('details, dialogs and messages have no violation', async () => {
      const page = shared;
      await goTo(page, '#/traffic');
      await page.getByText('HIT exact').first().click();
      for (const tab of ['Why', 'Request', 'Answer', 'Headers', 'Timing']) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        expect(await violations(page)).toEqual([]);
      }
      await goTo(page, '#/entries');
      await page.getByText('Write about pears').first().click();
      for (const tab of ['Conversation', 'Answer', 'Answered', 'Parameters', 'Facts']) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        expect(await violations(page)).toEqual([]);
      }
      await page.getByRole('checkbox').last().click();
      await page.getByRole('button', { name: 'Pin', exact: true }).last().click();
      await page.getByText(/inned 1 entry\./).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Clear…' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await goTo(page, '#/settings');
      await page.getByLabel('Port').fill('none');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('heading', { name: 'General' }).click();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
    });

    it('the first run, empty lists and the way in have no violation', async () => {
      const page = await empty.open({ context: { colorScheme } });
      await page.getByText('Waiting for the first request…').waitFor();
      expect(await violations(page)).toEqual([]);
      for (const [hash, text] of [
        ['#/traffic', 'No requests yet'],
        ['#/entries', 'Nothing is stored yet'],
        ['#/entries?q=nothing+-like:this+older:soon', 'No entry fits the search'],
      ] as const) {
        await goTo(page, hash);
        await page.getByText(text).waitFor();
        expect(await violations(page)).toEqual([]);
      }
      const outside = await empty.open({ enter: false, context: { colorScheme } });
      await outside.getByRole('heading').waitFor();
      expect(await violations(outside)).toEqual([]);
      empty.forgetComplaints();
    });
  });

  it('fits a small window without scrolling sideways', async () => {
    const page = await session.open({ context: { viewport: { width: 1000, height: 700 } } });
    for (const [, hash, ready] of screens) {
      await goTo(page, hash);
      await ready(page);
      const excess = await page.evaluate(() => {
        const main = document.querySelector('main');
        return Math.max(
          document.documentElement.scrollWidth - window.innerWidth,
          (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
        );
      });
      expect([hash, excess]).toEqual([hash, 0]);
    }
  });
});
