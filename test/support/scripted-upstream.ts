import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  method: string;
  url: string;
  rawHeaders: string[];
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface ScriptedUpstream {
  url: string;
  port: number;
  /** Requests whose body has arrived whole. */
  seen: SeenRequest[];
  /** Requests that the sender cut off. */
  aborted: number;
  server: Server;
  sockets: Set<Socket>;
  close: () => Promise<void>;
}

export type Script = (request: SeenRequest, response: ServerResponse, raw: IncomingMessage) => void | Promise<void>;

/** A real HTTP server on a free port that answers by script and remembers what reached it. */
export async function startUpstream(script: Script): Promise<ScriptedUpstream> {
  const seen: SeenRequest[] = [];
  const upstream: ScriptedUpstream = {
    url: '',
    port: 0,
    seen,
    aborted: 0,
    sockets: new Set(),
    server: createServer((request, response) => {
      const chunks: Buffer[] = [];
      response.on('close', () => {
        if (!response.writableFinished) upstream.aborted += 1;
      });
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const arrived: SeenRequest = {
          method: request.method ?? '',
          url: request.url ?? '',
          rawHeaders: request.rawHeaders,
          headers: request.headers,
          body: Buffer.concat(chunks),
        };
        seen.push(arrived);
        void script(arrived, response, request);
      });
    }),
    close: async () => {
      upstream.server.closeAllConnections();
      for (const socket of upstream.sockets) socket.destroy();
      await new Promise((resolve) => upstream.server.close(resolve));
    },
  };
  upstream.server.on('connection', (socket) => {
    upstream.sockets.add(socket);
    socket.on('close', () => upstream.sockets.delete(socket));
  });
  await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
  upstream.port = (upstream.server.address() as AddressInfo).port;
  upstream.url = `http://127.0.0.1:${upstream.port}`;
  return upstream;
}

/** A chat completion as OpenAI's API sends it (shape: openai 7.57.0, ChatCompletion). */
export function chatCompletion(content: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: 'gpt-test',
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    ...more,
  };
}

export function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** Chunks of a streamed chat completion (shape: openai 7.57.0, ChatCompletionChunk). */
export function chatChunks(words: string[], options: { usage?: boolean } = {}): string[] {
  const chunk = (choices: unknown[], more: Record<string, unknown> = {}): string =>
    `data: ${JSON.stringify({ id: 'chatcmpl-2', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'gpt-test', choices, ...more })}\n\n`;
  return [
    chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
    ...words.map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
    ...(options.usage === true
      ? [chunk([], { usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } })]
      : []),
    'data: [DONE]\n\n',
  ];
}

/** Writes a stream whose chunks each leave in a packet of their own. */
export async function sendSse(response: ServerResponse, chunks: string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  for (const chunk of chunks) {
    response.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}
