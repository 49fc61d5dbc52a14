import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerConsoleRequest } from '../../electron/console-protocol.ts';
import { judgePage } from '../../electron/self-test-checks.ts';
import { pageSchema, pageScript } from '../../electron/self-test-page.ts';
import { consoleDir } from './support/run-desktop.ts';

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const required = process.env['CI'] === 'true';

/** What only Electron decides; a browser has its own answers. */
const electronsOwn = [
  'page has the console’s origin',
  'permissions are denied',
  'requests to other hosts are blocked',
  'new windows are blocked',
];

/** The self-test's script in the engine that it is written for, under the console's policy and without it. */
describe.skipIf(!required && browserPath === undefined)('the self-test’s page script', () => {
  let withPolicy = true;
  const serve = async ({ method = '', url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await answerConsoleRequest({ method, url: `app://semcache${url}` }, consoleDir, () => undefined);
    const headers = [...answer.headers].filter(([name]) => withPolicy || name !== 'content-security-policy');
    response.writeHead(answer.status, Object.fromEntries(headers)).end(Buffer.from(await answer.arrayBuffer()));
  };
  const files = createServer((request, response) => void serve(request, response));
  beforeAll(() => new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve)));
  afterAll(() => files.close());

  async function failures(bridge: string): Promise<string[]> {
    const browser = await chromium.launch({
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
      args: ['--no-sandbox'],
    });
    try {
      const page = await browser.newPage();
      await page.addInitScript(bridge);
      await page.goto(`http://127.0.0.1:${String((files.address() as AddressInfo).port)}/`);
      const found = pageSchema.parse(await page.evaluate(pageScript));
      return judgePage(found).flatMap(({ ok, name }) => (ok || electronsOwn.includes(name) ? [] : [name]));
    } finally {
      await browser.close();
    }
  }

  const answers = `(name) => Promise.resolve({ ok: name === 'status.get' })`;

  test('finds nothing under the console’s policy', async () => {
    withPolicy = true;
    expect(await failures(`window.semcache = Object.freeze({ call: ${answers}, subscribe() {} });`)).toEqual([]);
  }, 60_000);

  test('finds what a page without it, and with more in its hands, could do', async () => {
    withPolicy = false;
    expect(
      await failures(`window.process = {}; window.semcache = { call: ${answers}, subscribe() {}, send() {} };`),
    ).toEqual([
      'context isolation: nothing of Node in the page',
      'preload surface is call and subscribe',
      'preload surface is frozen',
      'content security policy is sent',
      'code from text is blocked',
      'foreign frames are blocked',
    ]);
  }, 60_000);
});
