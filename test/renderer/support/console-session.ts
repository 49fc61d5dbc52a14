import OpenAI from 'openai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { SettingsFile } from '../../../src-core/contracts/settings.ts';
import {
  chatChunks,
  chatCompletion,
  sendJson,
  sendSse,
  startUpstream,
  type Script,
  type ScriptedUpstream,
} from '../../support/scripted-upstream.ts';
import { launchBrowser } from './browser.ts';
import { ensureConsoleBuilt } from './built-console.ts';
import { startServe, type Served } from './serve.ts';

export interface ConsoleSession {
  served: Served;
  upstream: ScriptedUpstream;
  browser: Browser;
  /** Throws what pages complained of since: errors in the console, uncaught exceptions, breaches of the policy. */
  assertNoComplaints: () => void;
  /** Forgets complaints that a test brought about on purpose. */
  forgetComplaints: () => void;
  /** A page of a fresh browser profile; with the token's address unless told otherwise. */
  open: (options?: { hash?: string; enter?: boolean; context?: BrowserContextOptions }) => Promise<Page>;
  /** Asks through the proxy with the vendor's own SDK. */
  ask: (prompt: string, options?: { model?: string; stream?: boolean; project?: string }) => Promise<string>;
  stop: () => Promise<void>;
}

/** Answers every chat with the length of its prompt, so that answers differ. */
export const answerAll: Script = (request, response) => {
  if (request.method === 'GET') return sendJson(response, { object: 'list', data: [] });
  const body = JSON.parse(request.body.toString()) as { stream?: boolean; messages: { content: string }[] };
  const prompt = body.messages.at(-1)?.content ?? '';
  if (prompt.includes('please fail')) return sendJson(response, { error: { message: 'Rate limit reached' } }, 429);
  const answer = `An answer to "${prompt}".`;
  if (body.stream === true) return sendSse(response, chatChunks(answer.split(/(?<= )/), { usage: true }));
  return sendJson(response, chatCompletion(answer));
};

/** The built console, the real core behind it, a scripted upstream behind that, and a browser in front. */
export async function startConsole(script: Script = answerAll, settings: SettingsFile = {}): Promise<ConsoleSession> {
  await ensureConsoleBuilt();
  // First, so that nothing is left running where there is no browser.
  const browser = await launchBrowser();
  const upstream = await startUpstream(script);
  const served = await startServe({
    ...settings,
    proxy: { defaultUpstream: 'scripted', ...settings.proxy },
    // Which words mean the same is not what these tests are about.
    matching: { level: 'off', ...settings.matching },
    upstreams: [{ name: 'scripted', baseUrl: `${upstream.url}/v1` }],
  });
  const complaints: string[] = [];

  return {
    served,
    upstream,
    browser,
    assertNoComplaints: () => {
      if (complaints.length > 0) throw new Error(`The page complained: ${complaints.splice(0).join('\n')}`);
    },
    forgetComplaints: () => void complaints.splice(0),
    open: async ({ hash, enter = true, context } = {}) => {
      const page = await newPage(browser, complaints, context);
      await page.goto(enter ? served.admin : `${served.url}/admin/`);
      if (enter) await page.getByRole('navigation', { name: 'Screens' }).waitFor();
      if (hash !== undefined) await goTo(page, hash);
      return page;
    },
    ask: async (prompt, { model = 'gpt-test', stream = false, project } = {}) => {
      const base = project === undefined ? served.url : `${served.url}/p/${project}`;
      const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: 'sk-secret-of-the-test-1234', maxRetries: 0 });
      const messages = [{ role: 'user' as const, content: prompt }];
      if (!stream) {
        const answer = await client.chat.completions.create({ model, messages });
        return answer.choices[0]?.message.content ?? '';
      }
      let text = '';
      for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) {
        text += chunk.choices[0]?.delta.content ?? '';
      }
      return text;
    },
    stop: async () => {
      await browser.close();
      await served.stop();
      await upstream.close();
    },
  };
}

async function newPage(browser: Browser, complaints: string[], options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}`);
    });
  });
  return page;
}

/** Goes to a screen as a link would, without loading the page again. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    window.location.hash = next;
  }, hash);
}
