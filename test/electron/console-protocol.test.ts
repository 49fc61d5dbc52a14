import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerConsoleRequest, resolveConsoleFile } from '../../electron/console-protocol.ts';
import { consoleDir, runDesktop } from './support/run-desktop.ts';

describe('which file an address means', () => {
  test.each([
    ['app://semcache/', 'index.html'],
    ['app://semcache', 'index.html'],
    ['app://semcache/#/settings', 'index.html'],
    ['app://semcache/index.html?v=1', 'index.html'],
    ['app://semcache/assets/app.js', 'assets/app.js'],
    ['app://semcache/assets/with%20space.js', 'assets/with space.js'],
    ['app://semcache/a..b/..c', 'a..b/..c'],
  ])('%s', (address, file) => {
    expect(resolveConsoleFile(address, '/console')).toBe(join('/console', file));
  });

  test.each([
    ['another host', 'app://evil/index.html'],
    ['a host that begins like ours', 'app://semcache.evil/index.html'],
    ['a port', 'app://semcache:1/index.html'],
    ['a user', 'app://user@semcache/index.html'],
    ['another scheme', 'https://semcache/index.html'],
    ['a file address', 'file:///etc/passwd'],
    ['no address', 'index.html'],
    ['encoded parents', 'app://semcache/%2e%2e%2fsecret.txt'],
    ['encoded parents in a name', 'app://semcache/assets/%2e%2e%2f%2e%2e%2fsecret.txt'],
    ['encoded backslashes', 'app://semcache/..%5c..%5csecret.txt'],
    ['plain backslashes', 'app://semcache/..\\..\\secret.txt'],
    ['a null byte', 'app://semcache/index.html%00.png'],
    ['an absolute path', 'app://semcache//etc/passwd'],
    ['an encoded absolute path', 'app://semcache/%2fetc%2fpasswd'],
    ['a Windows drive', 'app://semcache/C:/Windows/win.ini'],
    ['an encoded Windows drive', 'app://semcache/C%3a/Windows/win.ini'],
    ['an alternate stream', 'app://semcache/index.html::$DATA'],
    ['a broken escape', 'app://semcache/%E0%A4%A'],
    ['a folder with a slash', 'app://semcache/assets/'],
  ])('%s means none', (_what, address) => {
    expect(resolveConsoleFile(address, '/console')).toBe(null);
  });

  test('dot segments that the URL parser already took away stay inside', () => {
    expect(resolveConsoleFile('app://semcache/../../secret.txt', '/console')).toBe('/console/secret.txt');
  });
});

describe('answers over app://', () => {
  const failures: unknown[] = [];
  const get = (path: string, method = 'GET') =>
    answerConsoleRequest({ method, url: `app://semcache/${path}` }, consoleDir, (error) => failures.push(error));

  test('a file comes with its type, the whole policy and no sniffing', async () => {
    const response = await get('');
    expect({
      status: response.status,
      body: await response.text(),
      headers: Object.fromEntries(response.headers),
    }).toEqual({
      status: 200,
      body: readFileSync(join(consoleDir, 'index.html'), 'utf8'),
      headers: {
        'cache-control': 'no-cache',
        'content-length': String(readFileSync(join(consoleDir, 'index.html')).length),
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });
  });

  test.each([
    ['assets/app.js', 'text/javascript; charset=utf-8'],
    ['assets/mark.svg', 'image/svg+xml'],
  ])('%s is %s', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(type);
  });

  test('HEAD has the headers and no body', async () => {
    const response = await get('assets/app.js', 'HEAD');
    expect({
      status: response.status,
      length: response.headers.get('content-length'),
      body: await response.text(),
    }).toEqual({ status: 200, length: '26', body: '' });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    expect((await get('', method)).status).toBe(405);
  });

  test.each(['missing.js', 'assets', 'assets/folder', 'index.html/more', '%2e%2e%2fsecret.txt'])(
    '%s is not found, under the same policy, and nothing is listed',
    async (path) => {
      const response = await get(path);
      expect({ status: response.status, body: await response.text() }).toEqual({ status: 404, body: 'Not found' });
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  test('before the first build there is nothing to find', async () => {
    const response = await answerConsoleRequest({ method: 'GET', url: 'app://semcache/' }, null, () => undefined);
    expect(response.status).toBe(404);
  });

  test('none of this counts as a failure', () => {
    expect(failures).toEqual([]);
  });

  test('the app registers it for its own scheme', async () => {
    const desktop = await runDesktop();
    const response = await desktop.protocols.get('app')?.(new Request('app://semcache/assets/app.js'));
    expect(await response?.text()).toBe('globalThis.loaded = true;\n');
    await desktop.stop();
  });
});
