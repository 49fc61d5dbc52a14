const waiting: (() => void)[] = [];

/** Runs work soon, a piece in each turn of the event loop, so that much of it at once holds nothing else up. */
export function inTurn(work: () => void): void {
  waiting.push(work);
  if (waiting.length === 1) setImmediate(next);
}

function next(): void {
  try {
    waiting[0]?.();
  } finally {
    waiting.shift();
    if (waiting.length > 0) setImmediate(next);
  }
}
