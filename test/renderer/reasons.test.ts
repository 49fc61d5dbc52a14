import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callAdmin, findable, modelsReady } from './support/admin-call.ts';
import { violations } from './support/axe.ts';
import { browserMissing } from './support/browser.ts';
import { startConsole, type ConsoleSession } from './support/console-session.ts';
import { chatChunks, chatCompletion, sendJson, sendSse } from '../support/scripted-upstream.ts';

const stored = 'How do I reverse a list in Python?';
const hostile = [
  '## Answer',
  'Use **slicing**, see [the docs](https://evil.example/docs) and ![a chart](https://evil.example/x.png)',
  '<img src="https://evil.example/y.png" onerror="alert(1)"> <a href="https://evil.example">raw</a>',
  '```python\nxs[::-1]\n```',
].join('\n\n');

const rowsOf = (page: Page) => page.getByRole('grid').locator('[role=row][aria-selected]');
const detailOf = (page: Page) => page.getByRole('region', { name: 'Request details' });

describe.skipIf(browserMissing)('why a request was answered as it was', () => {
  let session: ConsoleSession;
  beforeAll(async () => {
    session = await startConsole(
      async (request, response) => {
        const { stream } = JSON.parse(request.body.toString()) as { stream?: boolean };
        if (stream === true) await sendSse(response, chatChunks(hostile.split(/(?<= )/), { usage: true }));
        else sendJson(response, chatCompletion(hostile));
      },
      { matching: { level: 'relaxed' } },
    );
    await modelsReady(session.served);
    await session.ask(stored, { stream: true });
    await findable(session.served, stored);
    await session.ask('How can I reverse a list in Python?');
    await session.ask('How do I reverse a list in Ruby?');
    await session.ask(stored, { model: 'gpt-other' });
  });
  afterAll(() => session.stop());
  afterEach(() => session.assertNoComplaints());

  it('shows a hit by meaning with its words, and takes a mark and gives it back, by keys', async () => {
    const page = await session.open({ hash: '#/traffic?q=match:meaning' });
    await rowsOf(page).getByText('HIT meaning').waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const detail = detailOf(page);
    const candidate = detail.getByRole('region', { name: 'By meaning' });
    await candidate.locator('ins').getByText('can').waitFor();
    await expect(candidate.innerText()).resolves.toMatch(/Confidence\s+0\.\d\d, target 0\.9/);
    await detail.getByRole('button', { name: 'Wrong answer' }).focus();
    await page.keyboard.press('Enter');
    await detail.getByRole('button', { name: 'Wrong answer', pressed: true }).waitFor();
    expect((await callAdmin(session.served, 'feedback.list', {})).items).toMatchObject([{ stored, verdict: 'wrong' }]);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('u');
    await detail.getByRole('button', { name: 'Wrong answer', pressed: false }).waitFor();
    expect((await callAdmin(session.served, 'feedback.list', {})).total).toBe(0);

    await detail.getByRole('tab', { name: 'Request' }).click();
    await detail.getByText('What was asked, against what is stored').waitFor();
    await detail.getByRole('link', { name: 'Show the entry' }).click();
    await page.getByRole('region', { name: 'Entry details' }).waitFor();
  });

  it('names everything in which the nearest stored request differs', async () => {
    const page = await session.open({ hash: '#/traffic?q=outcome:miss' });
    await rowsOf(page).getByText('gpt-other').click();
    const nearest = detailOf(page).getByRole('region', { name: 'Nearest stored request' });
    await nearest.getByText('Another model').waitFor();
    await expect(nearest.innerText()).resolves.toMatch(/Stored\s+gpt-test\s+This one\s+gpt-other/);
    expect(await violations(page)).toEqual([]);
  });

  it('shows the guard and the words that kept a near request from serving, and filters by that reason', async () => {
    const page = await session.open({ hash: '#/traffic?q=reason:guard_veto' });
    await rowsOf(page).first().click();
    await page.getByText('1 request', { exact: true }).waitFor();
    const candidate = detailOf(page).getByRole('region', { name: 'By meaning' });
    await candidate.getByText('Not served: something differs that changes the answer.').waitFor();
    await candidate.locator('del').getByText('Python').waitFor();
    await expect(candidate.innerText()).resolves.toMatch(/stored\s+.*python.*asked\s+.*ruby/i);
  });

  it('lays a hostile answer out without loading, linking or running anything of it', async () => {
    const page = await session.open({
      hash: '#/traffic?q=match:meaning',
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await rowsOf(page).first().click();
    const detail = detailOf(page);
    await detail.getByRole('tab', { name: 'Answer' }).click();
    await detail.locator('strong').getByText('slicing').waitFor();
    await detail.getByText('[image: a chart]').waitFor();
    await detail.getByText('<img src="https://evil.example/y.png"').waitFor();
    expect(await detail.locator('img, a[href*="evil"], iframe, script').count()).toBe(0);
    await detail.getByRole('button', { name: 'Copy the address' }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://evil.example/docs');
    expect(asked.filter((url) => url.includes('evil'))).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });

  it('plays the recorded stream, holds it, and walks it by keys', async () => {
    const page = await session.open({ hash: '#/traffic?q=match:meaning' });
    await rowsOf(page).first().click();
    const detail = detailOf(page);
    await detail.getByRole('tab', { name: 'Answer' }).click();
    await detail.getByText('Replay', { exact: true }).click();
    await detail.getByText('Nothing has come yet.').waitFor();
    await detail.getByRole('button', { name: 'Play' }).click();
    await detail.getByText('## Answer').waitFor();
    await detail.getByRole('button', { name: 'Pause' }).click();
    await detail.getByRole('button', { name: 'Play' }).waitFor();
    await detail.getByRole('slider', { name: 'Event of the stream' }).press('End');
    await detail.getByText('data: [DONE]').waitFor();
    await detail.getByRole('button', { name: 'Start over' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('moves nothing by itself where motion is not wanted', async () => {
    const page = await session.open({ hash: '#/traffic?q=match:meaning', context: { reducedMotion: 'reduce' } });
    await rowsOf(page).first().click();
    const detail = detailOf(page);
    await detail.getByRole('tab', { name: 'Answer' }).click();
    await detail.getByText('Replay', { exact: true }).click();
    await detail.getByRole('button', { name: 'Next event' }).click();
    await detail.locator('.stream-controls').getByText(/^1 of/).waitFor();
    expect(await detail.getByRole('button', { name: 'Play' }).count()).toBe(0);
  });

  it('saves a request, or what the filter shows, as an HTTP archive without secrets', async () => {
    const page = await session.open({ hash: '#/traffic?q=match:meaning' });
    await rowsOf(page).first().click();
    const saved = async (name: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      return readFileSync(await download.path(), 'utf8');
    };
    const entries = (text: string) => (JSON.parse(text) as { log: { entries: unknown[] } }).log.entries.length;
    const one = await saved('Save as HAR');
    expect([entries(one), one.includes('sk-secret')]).toEqual([1, false]);
    await page.getByRole('button', { name: 'Remove match:meaning' }).click();
    await page.getByText('4 requests').waitFor();
    expect(entries(await saved('HAR'))).toBe(4);
    await page.getByText('Saved 4 requests as HAR.').waitFor();
  });
});
