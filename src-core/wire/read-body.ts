import type { Readable } from 'node:stream';

export type BodyReading =
  | { complete: true; body: Buffer }
  /** The limit was passed: what was read so far; the stream is paused with the rest in it. */
  | { complete: false; head: Buffer };

/** Reads a body into memory up to a limit in bytes. Rejects when the sender leaves before the end. */
export function readBody(stream: Readable, limit: number): Promise<BodyReading> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (): void => {
      stream.off('data', onData);
      stream.off('end', onEnd);
      stream.off('error', onError);
      stream.off('close', onClose);
    };
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limit) return;
      stop();
      stream.pause();
      resolve({ complete: false, head: Buffer.concat(chunks, size) });
    };
    const onEnd = (): void => {
      stop();
      resolve({
        complete: true,
        body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size),
      });
    };
    const onError = (error: Error): void => {
      stop();
      reject(error);
    };
    const onClose = (): void => onError(new Error('the client left before its request was complete'));
    // Of a stream that is already closed no event would ever come.
    if (stream.destroyed) {
      onClose();
      return;
    }
    stream.on('data', onData);
    stream.on('end', onEnd);
    stream.on('error', onError);
    stream.on('close', onClose);
  });
}
