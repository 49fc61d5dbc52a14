import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callAdmin, findable, modelsReady } from './support/admin-call.ts';
import { violations } from './support/axe.ts';
import { browserMissing } from './support/browser.ts';
import { answerAll, goTo, startConsole, type ConsoleSession } from './support/console-session.ts';

const python = 'How do I reverse a list in Python?';
const ruby = 'How do I reverse a list in Ruby?';

/** Presses Tab until the focus is on what a selector names, as someone without a mouse would. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${selector}`);
}

describe.skipIf(browserMissing)('Match lab', () => {
  let session: ConsoleSession;
  beforeAll(async () => {
    session = await startConsole(answerAll, {
      matching: { level: 'custom', target: 0.999 },
      savings: { prices: [{ model: '*', inputPerMillion: 1000, outputPerMillion: 2000 }] },
    });
    await modelsReady(session.served);
    await session.ask(python);
    await findable(session.served, python);
    // Stored too: at this target nothing but the same words serves.
    await session.ask('How can I reverse a list in Python?');
    await session.ask(ruby);
    await findable(session.served, ruby);
    await session.ask('What is the capital of France?', { project: 'geography', model: 'gpt-other' });
    await findable(session.served, 'What is the capital of France?');
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('tries a prompt by keys alone: what would serve, what would not, and the words that decided', async () => {
    const page = await session.open();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('heading', { name: 'Match lab' }).waitFor();
    await tabTo(page, 'textarea');
    await page.keyboard.type('How might I reverse a list in Python?');
    await page.keyboard.press('Control+Enter');
    const candidates = page.getByRole('list', { name: 'Nearest entries' }).getByRole('listitem');
    const rubyOne = candidates.filter({ hasText: 'Ruby' });
    await rubyOne.waitFor();
    await expect(rubyOne.innerText()).resolves.toMatch(/DOES NOT SERVE[^]*not asked: a guard had decided/);
    expect(await rubyOne.locator('del, ins').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('Ruby') as string]),
    );

    await tabTo(page, '[role=slider]');
    await page.keyboard.press('Home');
    await page.getByText('90% of the answers by meaning should be right').waitFor();
    await candidates.getByText('SERVES', { exact: true }).first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('looks among the entries of one project or model', async () => {
    const page = await session.open({ hash: '#/lab' });
    await page.getByRole('textbox', { name: 'Prompt' }).fill("What is France's capital?");
    await page.getByLabel('Model').selectOption('gpt-other');
    await page.getByRole('button', { name: 'Find the nearest entries' }).click();
    const candidates = page.getByRole('list', { name: 'Nearest entries' }).getByRole('listitem');
    await candidates.getByText('geography · gpt-other').waitFor();
    expect(await candidates.count()).toBe(1);
  });

  it('replays past requests at a target and marks what would newly match, by keys, with undo', async () => {
    const page = await session.open({ hash: '#/lab', context: { colorScheme: 'dark' } });
    const figures = page.locator('.replay-figures');
    await figures.waitFor();
    await tabTo(page, '[role=slider]');
    await page.keyboard.press('Home');
    const pairs = page.getByRole('region', { name: 'Pairs that would change' });
    await pairs.getByText('WOULD MATCH').first().waitFor();
    await expect(figures.innerText()).resolves.toMatch(/Gained\s+[1-9][^]*Tokens\s+\+[^]*Money\s+\+\$/);
    // A level curve has no height, by which the browser calls it hidden.
    await page.locator('.replay-charts path.recharts-curve').first().waitFor({ state: 'attached' });
    await page.getByText('Figures of every target').click();
    await page.getByRole('rowheader', { name: '97% (balanced)' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await tabTo(page, '.lab-item .mark-buttons button:last-of-type');
    await page.keyboard.press('Enter');
    await page.getByText('This text will not get that answer again').waitFor();
    await pairs.getByRole('button', { name: 'Wrong answer', pressed: true }).waitFor();
    expect((await callAdmin(session.served, 'feedback.list', {})).items).toMatchObject([{ verdict: 'wrong' }]);
    await page.keyboard.press('u');
    await page.getByText('The mark was taken back.').waitFor();
    expect((await callAdmin(session.served, 'feedback.list', {})).total).toBe(0);
  });

  it('makes a target the one in use, and gives the former one back', async () => {
    const page = await session.open({ hash: '#/lab' });
    await page.getByText('In use: 99.9%').waitFor();
    await page.getByRole('slider', { name: 'Precision target' }).press('Home');
    await page.getByRole('button', { name: 'Use this target' }).click();
    await page.getByText('In use: 90%').waitFor();
    const matching = async () => (await callAdmin(session.served, 'settings.get', {})).settings.matching;
    expect(await matching()).toMatchObject({ level: 'custom', target: 0.9 });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('In use: 99.9%').waitFor();
    expect(await matching()).toMatchObject({ level: 'custom', target: 0.999 });
  });

  it('says what is missing where there are no models and no past requests', async () => {
    const plain = await startConsole();
    const page = await plain.open({ hash: '#/lab' });
    await page.getByText('In use: none, matching is off').waitFor();
    await page.getByText('No request was compared by meaning yet').waitFor();
    await goTo(page, '#/lab?q=anything');
    await page.getByRole('alert').getByText('The models are not ready').waitFor();
    expect(await violations(page)).toEqual([]);
    plain.forgetComplaints();
    await plain.stop();
  });
});
