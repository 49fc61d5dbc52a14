import { createServer } from 'node:http';
import { answerText, streamChunks } from './answers.ts';

/**
 * `raw`: what a Node server can do at best: read the body, send fixed bytes. `upstream`: the same, but it reads the
 * body to see whether a stream is asked for. `cut-short`: an answer that ended at its limit of tokens, which is never stored.
 */
const kind = process.argv[2];
const json =
  kind === 'cut-short' ? answerText.replace('"finish_reason":"stop"', '"finish_reason":"length"') : answerText;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (kind === 'upstream' && Buffer.concat(chunks).includes('"stream":true')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const chunk of streamChunks) response.write(chunk);
      response.end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) });
    response.end(json);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${String(address.port)}`, pid: process.pid })}\n`);
});
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
