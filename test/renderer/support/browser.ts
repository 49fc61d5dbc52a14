import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);
const reason = 'no Chromium at /usr/bin/chromium or in CHROMIUM_PATH';

/** For `describe.skipIf`: true where there is no browser and none is demanded; with CI=true the tests fail instead. */
export const browserMissing = executablePath === undefined && process.env['CI'] !== 'true';
if (browserMissing) console.warn(`The console is not tested in a browser: ${reason}.`);

/** The system's Chromium, kept from doing anything of its own on the network. */
export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(`CI=true demands the tests of the console: ${reason}`);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
