/** An answer while it comes, for several readers that are at different places in it. Places are byte offsets. */
export interface SharedBody {
  /** Bytes that came so far. */
  size: () => number;
  add: (chunk: Buffer) => void;
  /** What has come from a place on, at most {@link maxPieceBytes}; empty at the end. */
  from: (place: number) => Buffer;
  /** Lets go of what every reader has had, once the answer is too large to be kept; `slowest` is the last reader's place. */
  trim: (slowest: number) => void;
  /** Whether everything from the first byte on is still here. */
  isWhole: () => boolean;
  /** The whole answer; undefined when it outgrew the limit. */
  bytes: () => Buffer | undefined;
}

const firstCapacity = 1024;
export const maxPieceBytes = 64 * 1024;

/**
 * Keeps the whole answer up to `limit` bytes, for recording and for readers that join late; past it, only what the slowest
 * reader has yet to get. The bytes are copied into one buffer: a stream's small chunks, kept one by one, cost five times
 * their size.
 */
export function createSharedBody(limit: number): SharedBody {
  let kept = Buffer.allocUnsafeSlow(firstCapacity);
  /** Place of the first byte kept. */
  let base = 0;
  let size = 0;

  const reserve = (bytes: number): void => {
    if (bytes <= kept.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, kept.length * 2));
    kept.copy(larger, 0, 0, size - base);
    kept = larger;
  };

  return {
    size: () => size,
    add: (chunk) => {
      reserve(size - base + chunk.length);
      chunk.copy(kept, size - base);
      size += chunk.length;
    },
    from: (place) => kept.subarray(place - base, Math.min(size - base, place - base + maxPieceBytes)),
    trim: (slowest) => {
      if (size <= limit || slowest - base < maxPieceBytes) return;
      kept = Buffer.from(kept.subarray(slowest - base, size - base));
      base = slowest;
    },
    isWhole: () => size <= limit,
    bytes: () => (size <= limit ? kept.subarray(0, size) : undefined),
  };
}
