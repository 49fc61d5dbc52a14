import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

export interface TlsInternet {
  /** For HTTPS_PROXY: a CONNECT proxy through which every host is our own TLS server. */
  proxyUrl: string;
  caFile: string;
  /** `host path` of each request that arrived. */
  seen: { host: string; url: string; authorization: string | undefined; body: string; headerNames: string[] }[];
  /** `host:port` of each CONNECT. */
  tunnels: string[];
  close: () => Promise<void>;
}

/** A certificate authority and one certificate for the given hosts, made by openssl in `folder`. */
function makeCertificates(folder: string, hosts: string[]): { key: Buffer; cert: Buffer; caFile: string } {
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Test CA',
  );
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'host.key', '-out', 'host.csr', '-subj', '/CN=test');
  writeFileSync(join(folder, 'san.txt'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}\n`);
  openssl(
    'x509',
    '-req',
    '-in',
    'host.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'host.pem',
    '-days',
    '2',
    '-extfile',
    'san.txt',
  );
  return {
    key: readFileSync(join(folder, 'host.key')),
    cert: readFileSync(join(folder, 'host.pem')),
    caFile: join(folder, 'ca.pem'),
  };
}

/** Stands in for the providers' real hosts: requests to https://api.openai.com and others end here. */
export async function startTlsInternet(
  folder: string,
  hosts: string[],
  answer: (host: string) => unknown,
): Promise<TlsInternet> {
  const { key, cert, caFile } = makeCertificates(folder, hosts);
  const seen: TlsInternet['seen'] = [];
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server = createTlsServer({ key, cert }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const host = request.headers.host ?? '';
      const headerNames = request.rawHeaders.filter((_, index) => index % 2 === 0);
      seen.push({ host, url: request.url ?? '', authorization: request.headers.authorization, body, headerNames });
      const text = JSON.stringify(answer(host));
      response.writeHead(200, { 'content-type': 'application/json', 'x-ratelimit-remaining-requests': '41' });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = (server.address() as AddressInfo).port;
  const proxy = createHttpServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', (request, socket: Socket, head) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    for (const one of [socket, upstream]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    caFile,
    seen,
    tunnels,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      proxy.closeAllConnections();
      await Promise.all([new Promise((done) => server.close(done)), new Promise((done) => proxy.close(done))]);
    },
  };
}
