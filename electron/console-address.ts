/** Where the window finds the console: a scheme of our own, so that no other page shares its origin. */
export const consoleScheme = 'app';
const consoleHost = 'semcache';
export const consoleOrigin = `${consoleScheme}://${consoleHost}`;

/** True for `app://semcache/…` and nothing that only looks like it. */
export function isConsoleUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // Not `origin`: Node gives 'null' for schemes it does not know, Chromium does not.
  return url.protocol === `${consoleScheme}:` && url.host === consoleHost && url.username === '' && url.password === '';
}
