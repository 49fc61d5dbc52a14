import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ipcChannels } from '../../src-core/contracts/bridge.ts';
import { answerConsoleRequest } from '../../electron/console-protocol.ts';
import { chatCompletion, sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { runDesktop, type Desktop } from './support/run-desktop.ts';

const built = join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const required = process.env['CI'] === 'true';

/**
 * The built console as the window would have it: the same files, type by type, under the same policy, and every call
 * through the handler that guards IPC. Only the transport below is Chromium's http and a binding, since it knows no app://.
 */
describe.skipIf(!required && (browserPath === undefined || !existsSync(join(built, 'index.html'))))(
  'the built console under the desktop’s rules',
  () => {
    let desktop: Desktop;
    let upstream: ScriptedUpstream;
    const serve = async ({ method = '', url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
      const answer = await answerConsoleRequest({ method, url: `app://semcache${url}` }, built, () => undefined);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    };
    const files = createServer((request, response) => void serve(request, response));

    beforeAll(async () => {
      await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
      upstream = await startUpstream((_, response) => sendJson(response, chatCompletion('from upstream')));
      desktop = await runDesktop({
        settings: { proxy: { defaultUpstream: 'here' }, upstreams: [{ name: 'here', baseUrl: upstream.url }] },
      });
    });
    afterAll(async () => {
      await desktop.stop();
      await upstream.close();
      files.close();
    });

    test('loads without breaking the policy, shows the running proxy, and sees a request arrive', async () => {
      const browser = await chromium.launch({
        ...(browserPath === undefined ? {} : { executablePath: browserPath }),
        args: ['--no-sandbox'],
      });
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.exposeFunction('invoke', (name: unknown, params: unknown) =>
          desktop.invoke(ipcChannels.call, [name, params]),
        );
        // What the preload script makes; preload.test.ts proves that it does.
        await page.addInitScript(`
          const listeners = new Set();
          window.semcache = Object.freeze({
            call: (name, params) => window.invoke(name, params),
            subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
          });
          window.tick = (tick) => listeners.forEach((listener) => listener(tick));
        `);
        const { port } = files.address() as AddressInfo;
        await page.goto(`http://127.0.0.1:${port}/#/traffic`);
        await page
          .getByText(new URL(desktop.core().url ?? '').host)
          .first()
          .waitFor();

        const contents = desktop.window().webContents;
        contents.send = (channel, tick) => {
          if (channel === ipcChannels.tick) void page.evaluate(`window.tick(${JSON.stringify(tick)})`);
        };
        const answer = await fetch(`${String(desktop.core().url)}/v1/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'gpt-seen-here', messages: [{ role: 'user', content: 'hello' }] }),
        });
        expect(answer.status).toBe(200);
        await page.getByText('gpt-seen-here').first().waitFor();

        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    }, 60_000);
  },
);
