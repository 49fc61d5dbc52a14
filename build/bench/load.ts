import { connect, type Socket } from 'node:net';

export interface LoadResult {
  /** Finished requests a second, all connections together. */
  rate: number;
  /** Milliseconds from sending a request to the last byte of its answer. */
  p50: number;
  p99: number;
  requests: number;
}

export interface LoadOptions {
  port: number;
  connections: number;
  /** Bytes of the nth request. */
  requestAt: (index: number) => Buffer;
  seconds: number;
}

/** The request as bytes, so that the generator itself costs next to nothing beside the server it measures. */
export function postBytes(path: string, body: string, headers: Record<string, string> = {}): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nauthorization: Bearer sk-bench\r\n` +
      `${lines.join('')}content-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
  );
}

/** Closed loop: every connection sends its next request when the last answer is complete. Answers need Content-Length. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = [];
  let index = 0;
  const startedAt = performance.now();
  const until = startedAt + options.seconds * 1000;
  const workers = Array.from({ length: options.connections }, () =>
    work(options.port, () => options.requestAt(index++), until, latencies),
  );
  await Promise.all(workers);
  const elapsed = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    rate: latencies.length / elapsed,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    requests: latencies.length,
  };
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function work(port: number, next: () => Buffer, until: number, latencies: number[]): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    let sentAt = 0;
    let pending = Buffer.alloc(0);
    const send = (): void => {
      if (performance.now() >= until && sentAt > 0) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(next());
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const size = answerSize(pending, socket);
      if (size === undefined || pending.length < size) return;
      pending = pending.subarray(size);
      latencies.push(performance.now() - sentAt);
      send();
    });
  });
}

/** Bytes of the first answer in a buffer, once its head is complete. */
function answerSize(buffer: Buffer, socket: Socket): number | undefined {
  const end = buffer.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = buffer.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined || !head.startsWith('HTTP/1.1 200')) {
    socket.destroy(new Error(`unexpected answer: ${head.slice(0, 300)}`));
    return undefined;
  }
  return end + 4 + Number(length);
}
