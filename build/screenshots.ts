import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { ensureBuilt } from './ensure-built.ts';
import { startSemcache } from './bench/servers.ts';
import { root } from './root.ts';

/** `npm run screenshots`: the pictures of README, taken from the real console after a session of real traffic. */
ensureBuilt();

const questions: [string, string][] = [
  [
    'What is a cache?',
    'A **cache** keeps the answers of earlier questions close by, so that the same question needs no second trip.',
  ],
  ['How do I rename a git branch?', 'Run `git branch -m new-name` on the branch.'],
  [
    'Explain idempotency in two sentences.',
    'An operation is idempotent when doing it twice has the effect of doing it once. PUT is; POST is not.',
  ],
  ['Write a haiku about squirrels.', 'Cheeks full of autumn / she forgets where half of it is / oaks remember spring'],
  ['Which HTTP status means “too many requests”?', '429 Too Many Requests (RFC 6585).'],
];
const rewordings = [
  'How can I rename a git branch?',
  'how do i rename a git branch',
  'What is a cache',
  'How can I rename the current git branch?',
];

const upstream = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => setTimeout(() => answer(body, response), 150 + 2 * (body.length % 120)));
});

function answer(body: string, response: ServerResponse): void {
  if (body === '')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"object":"list","data":[]}');
  if (body.includes('flood')) {
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
    return void response.end(
      '{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}',
    );
  }
  const content = questions.find(([question]) => body.includes(question))?.[1] ?? 'A recorded answer.';
  response.writeHead(200, { 'content-type': 'application/json' });
  return void response.end(
    JSON.stringify({
      id: 'chatcmpl-demo',
      object: 'chat.completion',
      created: 1_790_000_000,
      model: 'gpt-4o-mini',
      choices: [
        { index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' },
      ],
      usage: { prompt_tokens: 28, completion_tokens: 41, total_tokens: 69 },
    }),
  );
}

async function traffic(url: string): Promise<void> {
  const ask = async (project: string, model: string, content: string): Promise<void> => {
    const client = new OpenAI({ baseURL: `${url}${project}/v1`, apiKey: 'sk-demo-0123456789abcdef', maxRetries: 0 });
    await client.chat.completions
      .create({
        model,
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content },
        ],
      })
      .catch(() => undefined);
  };
  for (let round = 0; round < 8; round += 1) {
    for (const [place, [question]] of questions.entries())
      await ask(place % 2 === 0 ? '' : '/p/evals', place % 3 === 0 ? 'gpt-4o' : 'gpt-4o-mini', question);
    if (round === 3) await ask('', 'gpt-4o-mini', 'flood');
    if (round % 3 === 0) await fetch(`${url}/v1/models`);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (const text of rewordings) await ask('/p/evals', 'gpt-4o-mini', text);
}

async function shoot(
  page: Page,
  url: string,
  name: string,
  screen: string,
  prepare: () => Promise<void> | undefined = () => undefined,
): Promise<void> {
  await page.goto(`${url}/admin/#/${screen}`);
  await page.getByRole('main').waitFor();
  await page.waitForTimeout(900);
  await prepare();
  await page.screenshot({ path: join(root, 'docs', 'images', `${name}.png`) });
}

type Call = (name: string, params: unknown) => Promise<Response>;

/** One answer served beyond its time to live. */
async function stale(url: string, call: Call): Promise<void> {
  const listed = idsSchema.parse(await (await call('entries.list', { filter: { text: 'squirrels' } })).json());
  await call('entries.setTtl', { ids: listed.value.items.map(({ id }) => id), ttlMs: 1000 });
  await call('mode.set', { mode: 'prefer-cache' });
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const client = new OpenAI({ baseURL: `${url}/p/evals/v1`, apiKey: 'sk-demo-0123456789abcdef', maxRetries: 0 });
  await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Write a haiku about squirrels.' },
    ],
  });
  await call('mode.set', { mode: 'live' });
}

const idsSchema = z.object({ value: z.object({ items: z.array(z.object({ id: z.string() })) }) });

interface Picture {
  name: string;
  screen: string;
  prepare?: (page: Page) => Promise<void>;
}

/** Every screen, and what opens over them. */
const pictures: readonly Picture[] = [
  {
    name: 'overview',
    screen: 'overview',
    prepare: async (page) => {
      await page.getByText('1h', { exact: true }).click();
      await page.waitForTimeout(900);
    },
  },
  {
    name: 'traffic',
    screen: 'traffic',
    prepare: async (page) => {
      await page.getByText('HIT meaning').first().click();
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'entries',
    screen: 'entries',
    prepare: async (page) => {
      await page.getByText('How do I rename a git branch?').first().click();
      await page.waitForTimeout(700);
    },
  },
  {
    name: 'match-lab',
    screen: 'lab',
    prepare: async (page) => {
      await page.getByRole('textbox').first().fill('How can I rename a git branch?');
      await page.getByRole('button', { name: 'Find the nearest entries' }).click();
      await page.waitForTimeout(1500);
    },
  },
  { name: 'upstreams', screen: 'upstreams' },
  { name: 'clients', screen: 'clients' },
  { name: 'settings', screen: 'settings?q=cache' },
  {
    name: 'palette',
    screen: 'overview',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('git');
      await page.waitForTimeout(900);
    },
  },
];

await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
const address = upstream.address();
if (address === null || typeof address === 'string') throw new Error('no TCP address');
const dataDir = mkdtempSync(join(tmpdir(), 'semcache-screenshots-'));
mkdirSync(join(root, 'docs', 'images'), { recursive: true });
const semcache = await startSemcache(dataDir, []);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});
const newPage = async (colorScheme: 'light' | 'dark'): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, colorScheme });
  await page.goto(`${semcache.url}/admin/#token=${semcache.token}`);
  await page.getByRole('main').waitFor();
  return page;
};
try {
  const call: Call = (name, params) =>
    fetch(`${semcache.url}/admin/api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${semcache.token}` },
      body: JSON.stringify(params),
    });
  await call('upstreams.set', {
    name: 'demo',
    baseUrl: `http://127.0.0.1:${String(address.port)}/v1`,
    makeDefault: true,
  });
  // The stand-in upstream is on this machine, where nothing costs anything.
  await call('settings.set', {
    patch: {
      savings: {
        prices: [
          { model: 'gpt-4o-mini', inputPerMillion: 0.15, outputPerMillion: 0.6 },
          { model: 'gpt-4o', inputPerMillion: 2.5, outputPerMillion: 10 },
        ],
      },
    },
  });
  const guide = await newPage('light');
  await shoot(guide, semcache.url, 'first-steps-light', 'overview');
  await guide.close();
  await traffic(semcache.url);
  await stale(semcache.url, call);
  for (const scheme of ['light', 'dark'] as const) {
    const page = await newPage(scheme);
    for (const { name, screen, prepare } of pictures) {
      await shoot(page, semcache.url, `${name}-${scheme}`, screen, () => prepare?.(page));
    }
    await page.close();
  }
} finally {
  await browser.close();
  await semcache.stop();
  upstream.close();
  upstream.closeAllConnections();
  rmSync(dataDir, { recursive: true, force: true });
}
