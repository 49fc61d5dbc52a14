import { createServer } from 'node:http';
import { z } from 'zod';
import { slowChunk, slowEnd } from './slow-stream.ts';

/**
 * An upstream whose streams take as long as the request says: a piece each `everyMs`, `pieces` of them, then a proper end.
 * `GET /calls` tells how many calls came.
 */
let calls = 0;
const wishSchema = z.object({ metadata: z.object({ pieces: z.string(), everyMs: z.string() }) });

const server = createServer((request, response) => {
  if (request.url === '/calls') {
    response.end(String(calls));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    calls += 1;
    const { metadata } = wishSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let piece = 0;
    const timer = setInterval(() => {
      if (piece === Number(metadata.pieces)) {
        clearInterval(timer);
        response.end(slowEnd);
        return;
      }
      // The time at which a piece left goes with it: client and upstream are on one machine with one clock.
      response.write(slowChunk(piece, Date.now()));
      piece += 1;
    }, Number(metadata.everyMs));
    response.on('close', () => clearInterval(timer));
  });
});
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${String(address.port)}`, pid: process.pid })}\n`);
});
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
