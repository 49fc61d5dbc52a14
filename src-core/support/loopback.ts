import { isIP } from 'node:net';

/** Takes the brackets off an IPv6 host of a URL or Host header, and lower-cases. */
export function bareHostname(hostname: string): string {
  const lower = hostname.toLowerCase();
  return lower.startsWith('[') && lower.endsWith(']') ? lower.slice(1, -1) : lower;
}

/**
 * Whether a host name or address can only mean this machine. `localhost` and its subdomains count: RFC 6761 section
 * 6.3 reserves them, so no web page can point them elsewhere.
 */
export function isLoopbackHost(hostname: string): boolean {
  const name = bareHostname(hostname);
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name === '0:0:0:0:0:0:0:1' || name.startsWith('::ffff:127.') || name.startsWith('::ffff:7f');
}

/** Addresses that a listener on every interface answers to. */
export function isUnspecifiedAddress(hostname: string): boolean {
  const name = bareHostname(hostname);
  return name === '0.0.0.0' || name === '::';
}
