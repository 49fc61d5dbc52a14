import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pollUntil } from '../support/poll-until.ts';
import { runDesktop, type Desktop, type DesktopOptions } from './support/run-desktop.ts';

let holder: Server;
let port: number;
let desktop: Desktop | undefined;

beforeEach(async () => {
  holder = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  port = (holder.address() as AddressInfo).port;
});
afterEach(async () => {
  await desktop?.stop();
  if (holder.listening) await release();
});

const release = () =>
  new Promise((resolve) => {
    holder.close(resolve);
    holder.closeAllConnections();
  });

/** Boots with the taken port in the settings; the answers are given to the dialogs in order. */
async function run(answers: string[], options: DesktopOptions = {}): Promise<Desktop> {
  desktop = await runDesktop({
    settings: { proxy: { port } },
    argv: [],
    ...options,
    prepare: (fake) => {
      for (const answer of answers) fake.answerNext(answer);
      options.prepare?.(fake);
    },
  });
  return desktop;
}

describe('while another process holds the port', () => {
  test('the app starts, says who holds it, and offers the ways out', async () => {
    const { questions, window, tray, core } = await run([]);
    await pollUntil(() => questions.length === 1 && window().visible);
    expect(questions[0]).toEqual({
      type: 'warning',
      title: 'Semcache',
      message: `Port ${port} is in use`,
      detail: expect.stringContaining(String(process.pid)),
      buttons: ['Retry', 'Use Another Port for Now', 'Open Settings', 'Not Now'],
      defaultId: 0,
      cancelId: 3,
      noLink: true,
    });
    expect(core().url).toBe(null);
    await pollUntil(() => tray().toolTip === `Semcache: Port ${port} is in use`);
    expect(basename(tray().image)).toBe('tray-error-on-light.png');
    expect(await desktop?.invoke('semcache:call', ['status.get', {}])).toMatchObject({
      ok: true,
      value: { url: null },
    });
  });

  test('closing the dialog changes nothing', async () => {
    const { questions, core, settings, tray } = await run(['Not Now']);
    await pollUntil(() => questions.length === 1 && tray().toolTip === `Semcache: Port ${port} is in use`);
    expect({ url: core().url, asked: questions.length, file: settings.file }).toEqual({
      url: null,
      asked: 1,
      file: { proxy: { port } },
    });
  });

  test('retry listens once the port is free, and asks again while it is not', async () => {
    const { questions, core, tray } = await run(['Retry'], {
      prepare: (fake) => {
        const { showMessageBox } = fake.electron.dialog;
        fake.electron.dialog.showMessageBox = async (options) => {
          if (fake.questions.length === 1) {
            await release();
            fake.answerNext('Retry');
          }
          return showMessageBox(options);
        };
      },
    });
    await pollUntil(() => core().url === `http://127.0.0.1:${port}`);
    expect(questions).toHaveLength(2);
    await pollUntil(() => tray().toolTip === `Semcache: Running on 127.0.0.1:${port}`);
  });

  test('another port is used for now, said where, and not written to the settings', async () => {
    const { questions, core, copied, settings, tray } = await run(['Use Another Port for Now', 'Copy Base URL']);
    await pollUntil(() => copied.length === 1);
    const url = core().url ?? '';
    // A neighbour: easier to remember and to see in a list than any free port.
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((step) => `http://127.0.0.1:${port + step}`)).toContain(url);
    expect(questions[1]).toMatchObject({
      message: `Semcache listens on ${new URL(url).host} for now`,
      detail: expect.stringContaining(`port ${port}`),
    });
    expect(copied).toEqual([url]);
    expect(settings.file).toEqual({ proxy: { port } });
    expect(tray().toolTip).toBe(`Semcache: Running on ${new URL(url).host}`);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('open settings leads the window there', async () => {
    const { window } = await run(['Open Settings']);
    await pollUntil(() => window().urls.at(-1) === 'app://semcache/#/settings');
    expect(window().visible).toBe(true);
  });

  test('the tray asks again later, one dialog at a time', async () => {
    const { questions, chooseInTray, answerNext, core } = await run([]);
    await pollUntil(() => questions.length === 1);
    await pollUntil(() => desktop?.tray().toolTip.includes(String(port)));
    await release();
    answerNext('Retry');
    chooseInTray('Fix the Port…');
    chooseInTray('Fix the Port…');
    await pollUntil(() => core().url === `http://127.0.0.1:${port}`);
    expect(questions).toHaveLength(2);
  });

  test('also when started hidden: nobody else would tell', async () => {
    const { questions, windows } = await run([], { argv: ['--hidden'] });
    await pollUntil(() => questions.length === 1);
    expect(windows).toEqual([]);
  });
});

test('a free port needs no dialog', async () => {
  await release();
  const { questions, core } = await run([]);
  expect({ url: core().url, questions }).toEqual({ url: `http://127.0.0.1:${port}`, questions: [] });
});
