import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import type { Duplex, Readable } from 'node:stream';
import { EnvHttpProxyAgent, upgrade } from 'undici';
import { SemcacheError } from '../contracts/errors.ts';
import { errorCodeOf, errorText } from '../support/error-text.ts';

export interface UpstreamOptions {
  connectTimeoutMs: number;
  /** Longest silence before the answer begins, and within it. */
  responseTimeoutMs: number;
  /** PEM text of certificate authorities beyond the built-in ones. */
  extraCa: string | null;
  /** Environment to read HTTP_PROXY, HTTPS_PROXY and NO_PROXY from. */
  env: Readonly<Record<string, string | undefined>>;
}

export interface UpstreamCall {
  origin: string;
  path: string;
  method: string;
  headers: string[];
  body: Buffer | Readable | null;
  signal: AbortSignal;
}

export interface UpstreamAnswer {
  status: number;
  statusText: string;
  rawHeaders: string[];
  body: Readable;
}

export interface UpstreamClient {
  /** Resolves when the head of the answer is there. Rejects with SemcacheError upstream_* or an AbortError. */
  call: (call: UpstreamCall) => Promise<UpstreamAnswer>;
  /** Opens a tunnel with an HTTP/1.1 Upgrade. */
  upgrade: (call: {
    origin: string;
    path: string;
    headers: string[];
    protocol: string;
  }) => Promise<{ rawHeaders: string[]; socket: Duplex }>;
  /** Takes no further calls; those under way end by themselves. */
  retire: () => void;
  /** Ends everything at once. */
  close: () => Promise<void>;
}

/** Reads a file of further certificate authorities. Throws settings_invalid when it cannot be read or holds none. */
export function readCaFile(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SemcacheError('settings_invalid', `proxy.caFile cannot be read: ${errorText(cause)}`, { cause });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new SemcacheError('settings_invalid', `proxy.caFile (${file}) holds no PEM certificate.`);
  }
  return text;
}

/** Connection pools to every upstream, through the environment's proxies except for this machine's own addresses. */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const noProxy = [options.env['NO_PROXY'] ?? options.env['no_proxy'] ?? '', 'localhost', '127.0.0.1', '[::1]', '::1'];
  const tls = options.extraCa === null ? {} : { ca: [...getCACertificates('default'), options.extraCa] };
  const agent = new EnvHttpProxyAgent({
    httpProxy: options.env['HTTP_PROXY'] ?? options.env['http_proxy'] ?? '',
    httpsProxy: options.env['HTTPS_PROXY'] ?? options.env['https_proxy'] ?? '',
    noProxy: noProxy.filter((part) => part !== '').join(','),
    connect: { timeout: options.connectTimeoutMs, ...tls },
    requestTls: { timeout: options.connectTimeoutMs, ...tls },
    proxyTls: { timeout: options.connectTimeoutMs, ...tls },
    headersTimeout: options.responseTimeoutMs,
    bodyTimeout: options.responseTimeoutMs,
    // HTTP/2 would lose the case and order of headers, which are forwarded as they came.
    allowH2: false,
    pipelining: 1,
  });

  return {
    call: async (call) => {
      try {
        const answer = await agent.request({
          origin: call.origin,
          path: call.path,
          method: call.method,
          headers: call.headers,
          body: call.body,
          signal: call.signal,
          responseHeaders: 'raw',
        });
        return {
          status: answer.statusCode,
          statusText: forwardableStatusText(answer.statusText),
          rawHeaders: rawHeadersOf(answer.headers),
          body: answer.body,
        };
      } catch (cause) {
        if (call.signal.aborted || cause instanceof SemcacheError) throw cause;
        throw upstreamError(cause);
      }
    },
    upgrade: async (call) => {
      try {
        const { headers, socket } = await upgrade(`${call.origin}${call.path}`, {
          dispatcher: agent,
          headers: call.headers,
          protocol: call.protocol,
          responseHeaders: 'raw',
        });
        return { rawHeaders: rawHeadersOf(headers), socket };
      } catch (cause) {
        throw new SemcacheError(
          'upgrade_refused',
          `The upstream did not switch to ${call.protocol}: ${errorText(cause)}`,
          { cause },
        );
      }
    },
    retire: () => void agent.close(),
    close: () => agent.destroy(),
  };
}

/**
 * The reason phrase with its own bytes: undici reads it as UTF-8, node:http writes Latin-1 and throws at all that a phrase
 * may not hold (RFC 9112 section 4).
 */
function forwardableStatusText(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
}

/** With `responseHeaders: 'raw'` undici gives a flat list, though its types say a record. */
function rawHeadersOf(headers: unknown): string[] {
  if (!Array.isArray(headers)) return [];
  return headers.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)));
}

/** Codes of undici and of the system that mean "too slow". */
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** Codes of a connection that was made and then lost. */
const brokenCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

function upstreamError(cause: unknown): SemcacheError {
  const code = errorCodeOf(cause) ?? '';
  if (timeoutCodes.has(code)) return new SemcacheError('upstream_timeout', 'Connection timeout', { cause });
  return new SemcacheError(
    brokenCodes.has(code) ? 'upstream_broke' : 'upstream_unreachable',
    causeInWords(cause, code),
    { cause },
  );
}

const words: Record<string, string> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset',
  EPIPE: 'Connection reset',
  ENOTFOUND: 'Host not found',
  EAI_AGAIN: 'Host lookup failed',
  EHOSTUNREACH: 'Host unreachable',
  ENETUNREACH: 'Network unreachable',
  UND_ERR_SOCKET: 'Connection closed',
  CERT_HAS_EXPIRED: 'Certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'Certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Certificate cannot be verified',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'Certificate issuer is not known',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Certificate is for another host',
};

function causeInWords(cause: unknown, code: string): string {
  // Happy eyeballs tries every address and throws all their failures together; the first one says enough.
  if (cause instanceof AggregateError && cause.errors.length > 0) {
    const [first]: unknown[] = cause.errors;
    return causeInWords(first, errorCodeOf(first) ?? '');
  }
  return Object.hasOwn(words, code) ? (words[code] ?? code) : errorText(cause);
}
