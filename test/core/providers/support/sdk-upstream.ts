import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import type { JsonObject, Replay } from '../../../../src-core/ports/dialect.ts';

/** A real HTTP server that answers every request with one replay, and the vendor's own SDK pointed at it. */
export interface SdkUpstream {
  client: OpenAI;
  /** Origin of the server, for other vendors' SDKs. */
  url: string;
  /** What the next requests are answered with. `pieceBytes` cuts the body, so that characters and events are split. */
  serve: (replay: Replay | undefined, pieceBytes?: number) => void;
  /** Body of the last request, as the SDK wrote it. */
  lastRequest: () => JsonObject;
  close: () => Promise<void>;
}

export async function startSdkUpstream(): Promise<SdkUpstream> {
  let answer: Replay | undefined;
  let piece = Number.POSITIVE_INFINITY;
  let last: JsonObject = {};
  const server: Server = createServer((request, response) => {
    void respond(request, response);
  });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    last = JSON.parse(Buffer.concat(chunks).toString()) as JsonObject;
    if (answer === undefined) {
      response.writeHead(500).end();
      return;
    }
    response.writeHead(200, { 'content-type': answer.contentType });
    response.socket?.setNoDelay(true);
    for (let from = 0; from < answer.body.length; from += piece) {
      response.write(answer.body.subarray(from, from + piece));
      if (piece < 1000) await new Promise(setImmediate);
    }
    response.end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    client: new OpenAI({ baseURL: `${url}/v1`, apiKey: 'x', maxRetries: 0 }),
    serve: (replay, pieceBytes = Number.POSITIVE_INFINITY) => {
      answer = replay;
      piece = pieceBytes;
    },
    lastRequest: () => last,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
