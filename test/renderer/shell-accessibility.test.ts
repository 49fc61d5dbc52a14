import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/axe.ts';
import { browserMissing } from './support/browser.ts';
import { goTo, startConsole, type ConsoleSession } from './support/console-session.ts';

describe.skipIf(browserMissing)('accessibility of what opens over screens', () => {
  let session: ConsoleSession;
  beforeAll(async () => {
    session = await startConsole(undefined, { shadow: { stopped: 'This is a test.' }, cache: { mode: 'refresh' } });
    await session.ask('Write about pears');
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  const opened: [name: string, open: (page: Page) => Promise<void>][] = [
    [
      'the palette with results',
      async (page) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: 'Search and commands' }).fill('pears');
        await page.getByRole('option', { name: /^Write about pears/ }).waitFor();
      },
    ],
    [
      'the shortcut sheet',
      async (page) => {
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      },
    ],
    [
      'the mode menu',
      async (page) => {
        await page.getByRole('button', { name: /^Mode:/ }).click();
        await page.getByRole('menuitemradio', { name: /^Live/ }).waitFor();
      },
    ],
    [
      'saved views',
      async (page) => {
        await goTo(page, '#/traffic?q=outcome:miss');
        await page.getByRole('button', { name: 'Views' }).click();
        await page.getByLabel('Name of the view').fill('Misses');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Delete the view Misses' }).waitFor();
      },
    ],
    [
      'a project’s dialog',
      async (page) => {
        await goTo(page, '#/settings?q=projects');
        await page.getByRole('button', { name: 'Edit default' }).click();
        await page.getByRole('dialog').waitFor();
      },
    ],
    [
      'rows of prices',
      async (page) => {
        await goTo(page, '#/settings?q=savings');
        await page.getByRole('button', { name: 'Add a price' }).click();
        await page.getByRole('button', { name: 'Save prices' }).click();
        await page.getByText('Write a model, such as').waitFor();
      },
    ],
    [
      'a key’s dialog',
      async (page) => {
        await goTo(page, '#/upstreams');
        await page.getByRole('button', { name: 'Key of scripted' }).click();
        await page.getByRole('dialog').waitFor();
      },
    ],
    [
      'the first steps',
      async (page) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: 'Search and commands' }).fill('first steps');
        await page.getByRole('option', { name: /first steps/i, selected: true }).waitFor();
        await page.keyboard.press('Enter');
        await page.getByRole('region', { name: 'First steps' }).waitFor();
      },
    ],
  ];

  describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
    it.each(opened)('%s', async (_, open) => {
      const page = await session.open({ context: { colorScheme } });
      await page.getByRole('region', { name: 'Answers by meaning' }).waitFor();
      await open(page);
      expect(await violations(page)).toEqual([]);
    });
  });
});
