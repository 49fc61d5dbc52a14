/** Keeps a bounded copy of an answer while it goes to the client. */
export interface Recorder {
  add: (chunk: Buffer) => void;
  /** The whole body, or undefined when it outgrew the limit. */
  bytes: () => Buffer | undefined;
}

/** `limit` in bytes; past it the copy is dropped, since half an answer is of no use. */
export function createRecorder(limit: number): Recorder {
  let chunks: Buffer[] | undefined = [];
  let size = 0;
  return {
    add: (chunk) => {
      if (chunks === undefined) return;
      size += chunk.length;
      if (size > limit) chunks = undefined;
      else chunks.push(chunk);
    },
    bytes: () => (chunks === undefined ? undefined : Buffer.concat(chunks, size)),
  };
}
