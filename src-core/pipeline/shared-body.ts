/** The chunks of an answer while it comes, for several readers that are at different places in it. */
export interface SharedBody {
  /** Bytes that came so far. */
  readonly size: number;
  add: (chunk: Buffer) => void;
  /** The chunk at a reader's place; undefined when it has not come yet. */
  at: (place: number) => Buffer | undefined;
  /** Bytes kept for readers that have not had them, given the place of the slowest. */
  backlog: (slowest: number) => number;
  /** Whether everything from the first byte on is still here. */
  isWhole: () => boolean;
  /** The whole answer; undefined when it outgrew the limit. */
  bytes: () => Buffer | undefined;
}

/**
 * Keeps the whole answer up to `limit` bytes, for recording and for readers that join late. Past it, only what the slowest
 * reader has yet to get is kept, since half an answer is of no other use.
 */
export function createSharedBody(limit: number): SharedBody {
  let chunks: Buffer[] = [];
  /** Number of the first chunk kept. */
  let first = 0;
  let size = 0;

  return {
    get size() {
      return size;
    },
    add: (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
    },
    at: (place) => chunks[place - first],
    backlog: (slowest) => {
      if (size > limit && slowest > first) {
        chunks = chunks.slice(slowest - first);
        first = slowest;
      }
      let kept = 0;
      for (let index = Math.max(0, slowest - first); index < chunks.length; index += 1)
        kept += chunks[index]?.length ?? 0;
      return kept;
    },
    isWhole: () => size <= limit,
    bytes: () => (size <= limit ? Buffer.concat(chunks, size) : undefined),
  };
}
