import type { Shell } from 'electron';

/** Sites that the app's own texts link to. Links in cached answers are copied by the user, never opened by us. */
const allowedHosts = new Set(['github.com']);

/** True for an https address on an allowed host, without credentials or a port that could mislead. */
export function mayOpenExternally(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === 'https:' &&
    allowedHosts.has(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** Hands an address to the system's browser when it is allowed, else only reports it. */
export function openExternalSafe(
  shell: Pick<Shell, 'openExternal'>,
  url: string,
  onRefused: (scheme: string) => void,
): void {
  if (mayOpenExternally(url)) void shell.openExternal(url);
  else onRefused(url.slice(0, 20));
}
