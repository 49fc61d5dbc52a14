import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import { runCore, type RunningCore } from '../../support/core-instance.ts';
import { pollUntil } from '../../support/poll-until.ts';
import { rawRequest, type RawResponse } from '../../support/raw-http.ts';
import { startUpstream, type ScriptedUpstream, type SeenRequest } from '../../support/scripted-upstream.ts';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Mode, Sample, Target } from '../sample.ts';

/** What the provider answers next, and with every request after it. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  chunks: readonly (string | Uint8Array)[];
  /** Awaited before each chunk but the first. */
  before?: (index: number) => Promise<void>;
  /** `cut` breaks the connection after the last chunk, `hold` keeps it open. */
  end?: 'cut' | 'hold';
}

export interface Call {
  target: Target;
  mode: Mode;
  body: JsonObject | string | Uint8Array;
  headers?: Record<string, string>;
  query?: string;
}

/** One real core and one scripted provider that it is led to, shared by the checks of a row. */
export interface Stage {
  sample: Sample;
  core: RunningCore;
  upstream: ScriptedUpstream;
  reply: (reply: Reply) => void;
  /** The proxy in a namespace of its own, so that no test finds another's entry. */
  fresh: () => Target;
  /** POSTs to the sample's path without any SDK. */
  post: (call: Call) => Promise<RawResponse>;
  /** Begins a call and hands over the answer as it comes. */
  open: (call: Call) => Promise<IncomingMessage>;
  /** The log's account of an answered request. */
  account: (response: { headers: IncomingMessage['headers'] }) => Promise<TrafficDetail>;
  stop: () => Promise<void>;
}

/** `shared` is a core that others use too and that is stopped by whoever started it. */
export async function startStage(sample: Sample, shared?: RunningCore): Promise<Stage> {
  let next: Reply = { chunks: [] };
  const upstream = await startUpstream((_: SeenRequest, response) => answerWith(next, response));
  const core = shared ?? (await runCore());
  let serial = 0;
  const { options, url } = callOptions(sample);
  return {
    sample,
    core,
    upstream,
    reply: (reply) => void (next = reply),
    fresh: () => {
      serial += 1;
      const headers = { 'x-llm-proxy-host': upstream.url, 'x-semcache-namespace': `t${String(serial)}` };
      return { url: core.url, headers };
    },
    post: (call) => rawRequest(url(call), options(call)),
    open: (call) =>
      new Promise((resolve, reject) => {
        const { method, headers, body } = options(call);
        const outgoing = httpRequest(url(call), { method, headers, agent: false }, resolve);
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    account: (response) =>
      pollUntil(async () => {
        const answer = await core.core.call('traffic.get', { id: String(response.headers['x-semcache-request']) });
        return answer.ok && (answer.value as TrafficDetail);
      }),
    stop: async () => {
      if (shared === undefined) await core.stop();
      await upstream.close();
    },
  };
}

async function answerWith(reply: Reply, response: ServerResponse): Promise<void> {
  response.writeHead(reply.status ?? 200, reply.headers);
  response.flushHeaders();
  for (const [index, chunk] of reply.chunks.entries()) {
    if (index > 0) await (reply.before?.(index) ?? new Promise<void>((resolve) => setImmediate(resolve)));
    if (response.destroyed) return;
    response.write(chunk);
  }
  if (reply.end === 'cut') setImmediate(() => response.destroy());
  else if (reply.end !== 'hold') response.end();
}

interface CallOptions {
  method: string;
  headers: Record<string, string>;
  body: Buffer;
}

function callOptions(sample: Sample): { options: (call: Call) => CallOptions; url: (call: Call) => string } {
  return {
    url: ({ target, mode, query = '' }) => `${target.url}${withQuery(sample.path(mode), query)}`,
    options: ({ target, body, headers }) => {
      const bytes =
        typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
      const all = { 'content-type': 'application/json', ...sample.headers, ...target.headers, ...headers };
      return { method: 'POST', headers: { ...all, 'content-length': String(bytes.length) }, body: bytes };
    },
  };
}

function withQuery(path: string, query: string): string {
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** A reply in one of the sample's forms; a stream leaves in pieces that cut through events and characters. */
export function replyOf(sample: Sample, mode: Mode, body: unknown, pieceBytes = 7): Reply {
  const type = sample.contentType?.[mode] ?? (mode === 'json' ? 'application/json' : 'text/event-stream');
  const bytes = bytesOf(body);
  const chunks = mode === 'json' ? [bytes] : cutUp(bytes, pieceBytes);
  return { status: sample.answerStatus ?? 200, headers: { 'content-type': type }, chunks };
}

/** Texts and lists of texts as they are, anything else as JSON with spaces that a re-serialised copy would lose. */
export function bytesOf(body: unknown): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (Array.isArray(body) && body.every((part) => typeof part === 'string')) return Buffer.from(body.join(''));
  return Buffer.from(JSON.stringify(body, null, 1));
}

export function cutUp(bytes: Buffer, pieceBytes: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += pieceBytes) pieces.push(bytes.subarray(from, from + pieceBytes));
  return pieces;
}
