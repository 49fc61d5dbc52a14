import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pollUntil } from '../support/poll-until.ts';
import { browserMissing } from './support/browser.ts';
import { goTo, startConsole, type ConsoleSession } from './support/console-session.ts';

const rowsOf = (page: Page) => page.getByRole('grid').locator('[role=row][aria-selected]');
const activeText = (page: Page) =>
  page.evaluate(() => {
    const grid = document.activeElement;
    const active = document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
    return `${grid?.getAttribute('role') ?? 'nothing'}: ${active?.innerText.replaceAll(/\s+/g, ' ') ?? 'none'}`;
  });

describe.skipIf(browserMissing)('Traffic', () => {
  let session: ConsoleSession;
  beforeAll(async () => void (session = await startConsole()));
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('offers a command to try while nothing has come, and shows rows the moment they do', async () => {
    const page = await session.open({ hash: '#/traffic' });
    await page.getByText('No requests yet').waitFor();
    await expect(page.getByRole('region', { name: 'a first request' }).innerText()).resolves.toContain(
      `curl ${session.served.url}/v1/chat/completions`,
    );

    await session.ask('What is a cache?');
    await rowsOf(page).getByText('MISS', { exact: true }).waitFor();
    await session.ask('What is a cache?');
    await rowsOf(page).getByText('HIT exact').waitFor();
    await page.getByText('2 requests').waitFor();
    expect(session.upstream.seen.length).toBe(1);
  });

  it('explains a hit and a miss, and shows what was said as text', async () => {
    await session.ask('Look <img src="https://evil.example/x.png" onerror="alert(1)"> [a](javascript:alert(1))');
    const page = await session.open({ hash: '#/traffic' });
    await rowsOf(page).getByText('HIT exact').first().click();
    const detail = page.getByRole('region', { name: 'Request details' });
    await detail.getByText('An identical request was answered before and its answer is still fresh.').waitFor();
    await detail.getByText('exact_match').waitFor();
    await detail.getByText('credential', { exact: true }).waitFor();

    await rowsOf(page).first().click();
    await detail.getByText('No stored answer has the same identity.').waitFor();
    await detail.getByText('not_found').waitFor();
    await detail.getByRole('tab', { name: 'Request' }).click();
    await expect(detail.getByRole('tabpanel').innerText()).resolves.toContain('<img src="https://evil.example/x.png"');
    await detail.getByRole('tab', { name: 'Answer' }).click();
    await detail.getByRole('tabpanel').getByText('An answer to "Look <img').waitFor();
    await detail.getByText('Raw JSON').click();
    await detail.getByText('"chat.completion"').waitFor();
    expect(await page.locator('img[src*="evil"], a[href^="javascript"]').count()).toBe(0);

    await detail.getByRole('tab', { name: 'Headers' }).click();
    const headers = await detail.getByRole('tabpanel').innerText();
    expect([headers.includes('x-semcache-request'), headers.includes('sk-secret')]).toEqual([true, false]);
    await detail.getByRole('tab', { name: 'Timing' }).click();
    await detail.getByText('First byte', { exact: true }).waitFor();
  });

  it('copies a request as a command through the proxy that holds no secret', async () => {
    const page = await session.open({
      hash: '#/traffic',
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    await rowsOf(page).last().click();
    await page.getByRole('button', { name: 'Copy as cURL' }).click();
    await page.getByText('Copied').waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toMatch(/^curl http:\/\/127\.0\.0\.1:\d+\/u\/scripted\/v1\/chat\/completions/);
    expect(command).toContain('"authorization: Bearer $API_KEY"');
    expect(command).toContain('What is a cache?');
    expect(command).not.toContain('sk-secret');
    expect(command).not.toContain('1234');
  });

  it('is worked by keys alone, and keeps row and focus when newer rows arrive', async () => {
    const page = await session.open();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await rowsOf(page).nth(2).waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Filter traffic');
    await page.getByRole('grid').focus();
    for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key);
    const before = await activeText(page);
    expect(before).toMatch(/^grid: .*HIT exact/);

    await session.ask('Something newer');
    await page.getByText(/new row/).waitFor();
    expect((await activeText(page)).replace(/\d+ \S+ ago|now/, '')).toBe(before.replace(/\d+ \S+ ago|now/, ''));

    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Request details' }).waitFor();
    expect(page.url()).toContain('id=req_');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Request details' }).waitFor({ state: 'detached' });
    expect(await activeText(page)).toMatch(/^grid: /);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await activeText(page)).toMatch(/^grid: /);
  });

  it('holds still while paused and says what it does not show', async () => {
    const page = await session.open({ hash: '#/traffic' });
    await rowsOf(page).first().waitFor();
    const shown = await rowsOf(page).count();
    await page.getByRole('button', { name: 'Pause' }).click();
    await session.ask('Unseen for now');
    await page.getByRole('button', { name: 'Paused, 1 new' }).waitFor();
    expect(await rowsOf(page).count()).toBe(shown);
    await page.keyboard.press('p');
    await pollUntil(async () => (await rowsOf(page).count()) === shown + 1);
  });

  it('filters by chips, negation, words and quick filters, and says what it does not understand', async () => {
    await session.ask('please fail').catch(() => undefined);
    await session.ask('In another project', { project: 'evals', model: 'gpt-other' });
    const page = await session.open({ hash: '#/traffic' });
    const filter = page.getByRole('textbox', { name: 'Filter traffic' });
    const count = async (text: RegExp | string) => page.locator('.filter-count').getByText(text).waitFor();

    await page.getByRole('button', { name: 'Errors' }).click();
    await count('1 request');
    await page.getByRole('button', { name: 'Remove is:error' }).click();

    await filter.fill('project:evals');
    await page.keyboard.press('Enter');
    await count('1 request');
    await rowsOf(page).getByText('gpt-other').waitFor();
    await page.keyboard.press('Backspace');

    await filter.fill('-outcome:miss');
    await page.keyboard.press('Space');
    await count('1 request');
    await rowsOf(page).getByText('HIT exact').waitFor();

    await page.getByRole('button', { name: 'Remove -outcome:miss' }).click();
    await filter.fill('newer');
    await count('1 request');
    await filter.fill('outcome:nope');
    await page.keyboard.press('Enter');
    await page.getByText(/^Not applied: outcome is one of hit/).waitFor();
    await goTo(page, '#/traffic?q=words-that-nobody-wrote');
    await page.getByText('No request fits the filter').waitFor();
    await page.getByRole('button', { name: 'Show all traffic' }).click();
    await rowsOf(page).first().waitFor();
    expect(page.url()).toMatch(/#\/traffic$/);
  });

  it('walks a list longer than a page with its header in sight', async () => {
    for (let batch = 0; batch < 13; batch += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => session.ask(`Number ${String(batch * 20 + index)}`)));
    }
    const page = await session.open({ hash: '#/traffic?q=Number' });
    await page.getByText('260 requests').waitFor();
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('261');
    await grid.focus();
    await pollUntil(async () => {
      await page.keyboard.press('End');
      return (
        /^grid: .*MISS/.test(await activeText(page)) && page.locator('[data-active][aria-rowindex="261"]').isVisible()
      );
    });
    const [header, frame] = [
      await page.getByRole('columnheader', { name: 'Outcome' }).boundingBox(),
      await grid.boundingBox(),
    ];
    const below = (header?.y ?? -1) - (frame?.y ?? 0);
    expect(below >= 0 && below < 29).toBe(true);
    expect(await rowsOf(page).count()).toBeLessThan(80);

    await session.ask('Number one more');
    await page.getByRole('button', { name: '↑ 1 new row' }).click();
    await rowsOf(page).first().getByText('now').waitFor();
    expect(await grid.evaluate((element) => element.scrollTop)).toBe(0);
  });
});
