import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CustomScheme } from 'electron';
import { contentSecurityPolicy } from '../src-core/index.ts';
import { consoleScheme, isConsoleUrl } from './console-address.ts';
import type { ShellProtocol } from './electron-facade.ts';

/** Standard: relative paths and an origin of its own. Secure: the clipboard needs it. Never `bypassCSP`. */
export const consoleSchemePrivileges: CustomScheme = {
  scheme: consoleScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

const commonHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The file of the built console that an address means, or null when it means none. Looks at the text alone. */
export function resolveConsoleFile(address: string, consoleDir: string): string | null {
  if (!isConsoleUrl(address)) return null;
  const { pathname } = new URL(address);
  if (pathname === '' || pathname === '/') return join(consoleDir, 'index.html');
  const names = pathname.slice(1).split('/').map(decodeName);
  return names.every((name) => name !== null && isPlainName(name))
    ? join(consoleDir, ...names.filter((name) => name !== null))
    : null;
}

function decodeName(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Half an escape sequence names no file.
    return null;
  }
}

/** One folder or file name: nothing that a file system could read as a way out, a drive or a stream. */
function isPlainName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- NUL ends a path in C
  return name !== '' && !/^\.{1,2}$/.test(name) && !/[/\\:\0]/.test(name);
}

/** Serves the console's files to the window. `onFailure` gets what was not simply a missing file. */
export function serveConsole(
  protocol: ShellProtocol,
  consoleDir: string | null,
  onFailure: (error: unknown) => void,
): void {
  protocol.handle(consoleScheme, (request) => answerConsoleRequest(request, consoleDir, onFailure));
}

export async function answerConsoleRequest(
  request: Pick<Request, 'method' | 'url'>,
  consoleDir: string | null,
  onFailure: (error: unknown) => void,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { ...commonHeaders, allow: 'GET, HEAD' } });
  }
  const file = consoleDir === null ? null : resolveConsoleFile(request.url, consoleDir);
  if (file === null) return notFound();
  try {
    const bytes = await readFile(file);
    const headers = {
      ...commonHeaders,
      'content-type': contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': String(bytes.byteLength),
    };
    return new Response(request.method === 'HEAD' ? null : bytes, { headers });
  } catch (error) {
    if (!isMissing(error)) onFailure(error);
    return notFound();
  }
}

const notFound = (): Response =>
  new Response('Not found', { status: 404, headers: { ...commonHeaders, 'content-type': 'text/plain' } });

/** A folder is not a file either. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code));
