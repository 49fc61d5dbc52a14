import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../support/core-instance.ts';
import { pollUntil } from '../support/poll-until.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { browserMissing, launchBrowser } from './support/browser.ts';
import { ensureConsoleBuilt } from './support/built-console.ts';
import { goTo } from './support/console-session.ts';
import { fillDatabase } from './support/fill-database.ts';
import { traceMainThread } from './support/long-tasks.ts';
import { startServe, type Served } from './support/serve.ts';

const rows = 100_000;
/** Longest that the page's main thread may be busy at a stretch, milliseconds of processor time. */
const frameMs = 100;

describe.skipIf(browserMissing)('a console over 100,000 entries and 100,000 requests', () => {
  const temp = tempDir();
  let upstream: ScriptedUpstream;
  let served: Served;
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let page: Page;

  const ask = (text: string): Promise<unknown> =>
    fetch(`${served.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-test', messages: [{ role: 'user', content: text }] }),
    }).then((response) => response.text());

  beforeAll(async () => {
    await ensureConsoleBuilt();
    browser = await launchBrowser();
    upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('An answer.')));
    writeFileSync(
      join(temp.path, 'settings.json'),
      JSON.stringify({
        proxy: { defaultUpstream: 'scripted' },
        matching: { level: 'off' },
        privacy: { logRetentionDays: 3650 },
        upstreams: [{ name: 'scripted', baseUrl: `${upstream.url}/v1` }],
      }),
    );
    const first = await startServe({}, { dataDir: temp.path });
    served = first;
    await ask('The first question');
    await first.stop();
    fillDatabase(temp.path, rows);
    served = await startServe({}, { dataDir: temp.path });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(served.admin);
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
    await upstream.close();
    temp.remove();
  });

  it.each([
    ['Traffic', '#/traffic', '100,001 requests'],
    ['Entries', '#/entries', '100,001 entries'],
  ])('%s scrolls without holding a frame up', async (_, hash, count) => {
    await goTo(page, hash);
    await page.getByText(count).waitFor();
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(rows + 2));
    const reached = (): Promise<number> => grid.evaluate((element) => element.scrollTop);
    const { tasks, longestMs } = await traceMainThread(page, async () => {
      await grid.hover();
      for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 1600);
      await pollUntil(async () => {
        await page.mouse.wheel(0, 1600);
        return (await reached()) > 40_000;
      });
    });
    expect(tasks).toBeGreaterThan(60);
    expect(await page.locator('.grid-rows [role=row]').count()).toBeLessThan(80);
    expect(Math.max(longestMs, frameMs)).toBe(frameMs);
  });

  it('keeps the focused row where it is while a thousand requests a minute arrive', async () => {
    await goTo(page, '#/traffic');
    await page.locator('.grid-rows [role=row]').nth(8).click();
    await page.getByRole('region', { name: 'Request details' }).waitFor();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const look = (): void => {
        const row = document.querySelector('[data-active]');
        const place = `${row?.id.split('_').at(-1) ?? 'none'} ${String(Math.round(row?.getBoundingClientRect().top ?? -1))}`;
        if (seen.at(-1) !== place) seen.push(place);
        requestAnimationFrame(look);
      };
      look();
    });
    const { longestMs } = await traceMainThread(page, async () => {
      // Sixty milliseconds apart: a thousand a minute.
      for (let sent = 0; sent < 150; sent += 1) {
        await Promise.all([ask(`Question ${String(sent)}`), new Promise((resolve) => setTimeout(resolve, 60))]);
      }
      await page.getByText('100,151 requests').waitFor();
    });
    const places: unknown = await page.evaluate(() => Reflect.get(window, 'seen'));
    expect(places).toHaveLength(1);
    expect(Math.max(longestMs, frameMs)).toBe(frameMs);
  });
});
