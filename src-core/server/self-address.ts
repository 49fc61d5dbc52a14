import { lookup } from 'node:dns/promises';
import { hostname, networkInterfaces } from 'node:os';
import { bareHostname, isLoopbackHost, isUnspecifiedAddress } from '../support/loopback.ts';

/**
 * Whether an upstream's origin leads back to this listener, which would call itself for ever. Names are looked up only
 * when the port is ours, so ordinary upstreams cost nothing.
 */
export async function leadsToSelf(origin: string, ownPort: number | undefined): Promise<boolean> {
  if (ownPort === undefined) return false;
  const url = new URL(origin);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (port !== ownPort) return false;
  const host = bareHostname(url.hostname);
  if (isOwnAddress(host) || host === hostname().toLowerCase()) return true;
  const addresses = await lookup(host, { all: true }).catch(() => []);
  return addresses.some(({ address }) => isOwnAddress(address));
}

function isOwnAddress(host: string): boolean {
  if (isLoopbackHost(host) || isUnspecifiedAddress(host)) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === host) === true);
}
