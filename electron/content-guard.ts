import { isConsoleUrl } from './console-address.ts';
import type { Cancellable, ShellContents, ShellSession } from './electron-facade.ts';

function staysInside(details: Cancellable & { url: string }): void {
  if (!isConsoleUrl(details.url)) details.preventDefault();
}

/**
 * The window shows cached answers of strangers, so a page may go nowhere, open nothing and ask for nothing.
 * https://www.electronjs.org/docs/latest/tutorial/security, items 5, 12 to 14.
 */
export function denyNavigation(contents: ShellContents, openExternal: (url: string) => void): void {
  contents.on('will-navigate', staysInside);
  contents.on('will-frame-navigate', staysInside);
  contents.on('will-redirect', staysInside);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url);
    return { action: 'deny' };
  });
}

/** Writing text that the user copies needs no question; nothing else is granted. */
const grantedPermissions = new Set(['clipboard-sanitized-write']);

const granted = (permission: string, url: string): boolean => grantedPermissions.has(permission) && isConsoleUrl(url);

/** Refuses permissions, devices and every address outside the app. `tools` lets the developer tools load. */
export function guardSession(session: ShellSession, tools: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(granted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, tools) }));
}

/** `data:` and `blob:` carry their content with them; the page's own policy decides where they may appear. */
function mayLoad(url: string, tools: boolean): boolean {
  if (isConsoleUrl(url)) return true;
  const scheme = url.slice(0, url.indexOf(':') + 1);
  return scheme === 'data:' || scheme === 'blob:' || (tools && scheme === 'devtools:');
}
