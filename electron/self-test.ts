import { createServer, type Server } from 'node:http';
import type { CorePort } from './core-port.ts';
import type { ElectronFacade, ShellContents } from './electron-facade.ts';
import { handleCalls } from './ipc.ts';
import { loadHiddenConsole } from './main-window.ts';
import {
  judgeFrameOrigin,
  judgeHealth,
  judgeNavigation,
  judgePage,
  judgeProxy,
  judgeSandbox,
  type Check,
  type ProxyAnswer,
} from './self-test-checks.ts';
import { leaveScript, pageSchema, pageScript } from './self-test-page.ts';
import type { WindowLooks } from './window-options.ts';

export interface SelfTestParts {
  electron: ElectronFacade;
  looks: WindowLooks;
  /** Starts a core in a folder of the test's own, which sends what it does not know to the given address. */
  startCore: (upstreamUrl: string) => Promise<CorePort>;
  /** Text of a file, or null when there is none. */
  readText: (file: string) => string | null;
  wait: (ms: number) => Promise<void>;
}

/** Longest time for the models to come up, milliseconds: a slow laptop on its first start. */
const modelsMs = 60_000;
const pollMs = 200;
/** A navigation that is allowed has begun after this long. */
const leaveMs = 1500;

/**
 * Proves in the running app what only a running app can prove: that the sandbox, the policy and the guards hold, that
 * the models answer from their process, and that the proxy serves. Touches neither the owner's data nor the network.
 */
export async function runSelfTest(parts: SelfTestParts): Promise<Check[]> {
  const upstream = await startUpstream();
  try {
    const core = await parts.startCore(upstream.url);
    try {
      return [...(await checkPage(parts, core)), ...(await checkCore(parts, core))];
    } finally {
      await core.close({ graceMs: 0 });
    }
  } finally {
    upstream.server.close();
  }
}

async function checkPage({ electron, looks, readText, wait }: SelfTestParts, core: CorePort): Promise<Check[]> {
  handleCalls(electron.ipcMain, core, () => undefined);
  const contents = await loadHiddenConsole(electron, looks);
  const page = pageSchema.parse(await contents.executeJavaScript(pageScript));
  const before = contents.getURL();
  await contents.executeJavaScript(leaveScript);
  await wait(leaveMs);
  return [
    ...judgePage(page),
    judgeNavigation(before, contents.getURL()),
    judgeFrameOrigin(contents.mainFrame.origin),
    judgeSandbox({
      sandboxed: sandboxedProcess(electron, contents),
      processStatus: readText(`/proc/${String(contents.getOSProcessId())}/status`),
    }),
  ];
}

function sandboxedProcess({ app }: ElectronFacade, contents: ShellContents): boolean | undefined {
  return app.getAppMetrics().find(({ pid }) => pid === contents.getOSProcessId())?.sandboxed;
}

async function checkCore({ wait }: SelfTestParts, core: CorePort): Promise<Check[]> {
  const health = (part: string) => core.status().health.find((item) => item.part === part);
  for (let waited = 0; health('models')?.state === 'starting' && waited < modelsMs; waited += pollMs) {
    await wait(pollMs);
  }
  const { url } = core;
  if (url === null) return [judgeHealth('the proxy listens', health('proxy'))];
  const miss = await ask(url, 'How do I reset my password?');
  await core.settled();
  const exact = await ask(url, 'How do I reset my password?');
  const meaning = await ask(url, 'How can I reset my password?');
  return [
    judgeHealth('the models answer from their utility process', health('models')),
    judgeHealth('the store works on node:sqlite', health('store')),
    judgeHealth('vectors are searched natively', health('index')),
    ...judgeProxy(miss, exact, meaning),
  ];
}

async function ask(url: string, content: string): Promise<ProxyAnswer> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer self-test' },
    body: JSON.stringify({ model: 'self-test', messages: [{ role: 'user', content }] }),
  });
  const { headers } = response;
  return { status: headers.get('x-cache-status'), match: headers.get('x-cache-match'), body: await response.text() };
}

/** An upstream on this machine that gives every request an answer of its own. */
async function startUpstream(): Promise<{ url: string; server: Server }> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      count += 1;
      const message = { role: 'assistant', content: `answer ${String(count)}` };
      const body = {
        id: `chatcmpl-${String(count)}`,
        object: 'chat.completion',
        created: 0,
        model: 'self-test',
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test’s upstream has no port');
  return { url: `http://127.0.0.1:${String(address.port)}`, server };
}
