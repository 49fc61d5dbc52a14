import { lookup } from 'node:dns/promises';
import { hostname, networkInterfaces } from 'node:os';
import { bareHostname, isLoopbackHost, isUnspecifiedAddress } from '../support/loopback.ts';

/**
 * Tells whether an upstream's origin leads back to this listener, which would call itself for ever. The answer is at
 * hand unless the port is ours: only then names are looked up.
 */
export function createSelfCheck(ownPort: () => number | undefined): (origin: string) => boolean | Promise<boolean> {
  const ports = new Map<string, number>();
  return (origin) => {
    let port = ports.get(origin);
    if (port === undefined) {
      const url = new URL(origin);
      port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
      if (ports.size >= maxOrigins) ports.clear();
      ports.set(origin, port);
    }
    return port === ownPort() ? resolvesToSelf(bareHostname(new URL(origin).hostname)) : false;
  };
}

/** Origins come from clients' headers, so what is remembered is bounded. */
const maxOrigins = 1000;

async function resolvesToSelf(host: string): Promise<boolean> {
  if (isOwnAddress(host) || host === hostname().toLowerCase()) return true;
  const addresses = await lookup(host, { all: true }).catch(() => []);
  return addresses.some(({ address }) => isOwnAddress(address));
}

function isOwnAddress(host: string): boolean {
  if (isLoopbackHost(host) || isUnspecifiedAddress(host)) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === host) === true);
}
