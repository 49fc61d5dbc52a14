import Anthropic from '@anthropic-ai/sdk';
import { createOpenAI } from '@ai-sdk/openai';
import { GoogleGenAI } from '@google/genai';
import { generateText } from 'ai';
import { CohereClientV2 } from 'cohere-ai';
import Groq from 'groq-sdk';
import { Mistral } from '@mistralai/mistralai';
import { Ollama } from 'ollama';
import OpenAI, { AzureOpenAI } from 'openai';
import Replicate from 'replicate';
import Together from 'together-ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientGuides } from '../../renderer/src/model/client-guides.ts';
import { sendJson, startUpstream, type ScriptedUpstream } from '../support/scripted-upstream.ts';
import { browserMissing } from './support/browser.ts';
import { startConsole, type ConsoleSession } from './support/console-session.ts';

const messages = [{ role: 'user' as const, content: 'hi' }];

/** A call of each SDK that is installed here, against an address that refuses everything. */
const calls: Record<string, (url: string) => Promise<unknown>> = {
  'OpenAI SDK, JavaScript': (url) =>
    new OpenAI({ apiKey: 'k', baseURL: `${url}/v1`, maxRetries: 0 }).chat.completions.create({ model: 'm', messages }),
  'OpenAI SDK for Azure': (url) =>
    new AzureOpenAI({ apiKey: 'k', endpoint: url, apiVersion: '1', maxRetries: 0 }).chat.completions.create({
      model: 'm',
      messages,
    }),
  'Anthropic SDK': (url) =>
    new Anthropic({ apiKey: 'k', baseURL: url, maxRetries: 0 }).messages.create({
      model: 'm',
      max_tokens: 1,
      messages,
    }),
  'Google Gen AI SDK': (url) =>
    new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: url } }).models.generateContent({
      model: 'm',
      contents: 'hi',
    }),
  'Ollama clients': (url) => new Ollama({ host: url }).chat({ model: 'm', messages }),
  'Groq SDK': (url) =>
    new Groq({ apiKey: 'k', baseURL: url, maxRetries: 0 }).chat.completions.create({ model: 'm', messages }),
  'Together SDK': (url) =>
    new Together({ apiKey: 'k', baseURL: url, maxRetries: 0 }).chat.completions.create({ model: 'm', messages }),
  'Mistral SDK': (url) =>
    new Mistral({ apiKey: 'k', serverURL: url, retryConfig: { strategy: 'none' } }).chat.complete({
      model: 'm',
      messages,
    }),
  'Cohere SDK': (url) =>
    new CohereClientV2({ token: 'k', environment: url }).chat({ model: 'm', messages }, { maxRetries: 0 }),
  'Replicate SDK': (url) => new Replicate({ auth: 'k', baseUrl: url }).run('a/b', { input: {} }),
  'Vercel AI SDK': (url) =>
    generateText({ model: createOpenAI({ apiKey: 'k', baseURL: url })('m'), prompt: 'hi', maxRetries: 0 }),
};

describe('user agents', () => {
  let refusing: ScriptedUpstream;
  beforeAll(async () => {
    refusing = await startUpstream((_, response) => sendJson(response, { error: { message: 'no' } }, 400));
  });
  afterAll(() => refusing.close());

  it.each(Object.entries(calls))('%s is recognised by what its SDK sends, and as no other', async (name, call) => {
    const before = refusing.seen.length;
    await expect(call(refusing.url)).rejects.toThrow(/./);
    const agent = String(refusing.seen[before]?.headers['user-agent']);
    const told = clientGuides.filter((guide) => guide.agent?.pattern.test(agent) === true);
    const own = told
      .filter((guide) => guide.agent?.shared !== true || guide.kind === 'SDKs')
      .map((guide) => guide.name);
    expect([agent, own]).toEqual([agent, [name]]);
  });
});

describe.skipIf(browserMissing)('Clients', () => {
  let session: ConsoleSession;
  beforeAll(async () => void (session = await startConsole()));
  afterAll(() => session.stop());

  it('waits for a tool, turns green when it comes, and writes the project into every address', async () => {
    const page = await session.open({ hash: '#/clients' });
    const card = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: 'OpenAI SDK, JavaScript' }) });
    await card.getByText('Waiting for the first request (OpenAI/JS)').waitFor();
    await session.ask('Say hello');
    await card.getByText(/^Seen/).waitFor();
    await expect(card.locator('.seen').innerText()).resolves.toMatch(/as OpenAI\/JS [\d.]+; other tools send the same/);
    await page
      .getByRole('article')
      .filter({ hasText: 'Claude Code' })
      .getByText('Waiting for the first request (claude-cli)')
      .waitFor();

    await page.getByLabel('Project (optional)').fill('no good');
    await page.getByText(/^Write letters, digits/).waitFor();
    await page.getByLabel('Project (optional)').fill('evals');
    await card.getByText(`export OPENAI_BASE_URL=${session.served.url}/p/evals/v1`).waitFor();
    await page.getByLabel('Find a tool').fill('cursor');
    await page.getByText('Cannot be used with a proxy on this machine.').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    session.assertNoComplaints();
  });
});
