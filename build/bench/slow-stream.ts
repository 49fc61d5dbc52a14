const envelope = { id: 'chatcmpl-slow', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'bench' };
const event = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ ...envelope, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** One piece of a slow stream; `sentAt` in milliseconds since the epoch. */
export const slowChunk = (piece: number, sentAt: number): string =>
  event({ content: `[${String(piece)} ${String(sentAt)}]` }, null);

export const slowEnd = `${event({}, 'stop')}data: [DONE]\n\n`;

export interface SlowStream {
  /** Every piece came once, in order, and the end. */
  whole: boolean;
  status: string;
  /** From leaving the upstream to reaching the client, milliseconds, of each piece that was not there before it joined. */
  delays: number[];
}

/** What a client got of a slow stream of so many pieces. `seen`: text with the instant of its arrival. */
export function readSlowStream(
  seen: readonly { text: string; at: number }[],
  expected: { pieces: number; startedAt: number; status: string },
): SlowStream {
  const delays: number[] = [];
  let next = 0;
  let inOrder = true;
  let rest = '';
  for (const { text, at } of seen) {
    const events = `${rest}${text}`.split('\n\n');
    rest = events.pop() ?? '';
    for (const one of events) {
      const found = /\[(\d+) (\d+)\]/.exec(one);
      if (found === null) continue;
      inOrder &&= Number(found[1]) === next;
      next += 1;
      const sentAt = Number(found[2]);
      if (sentAt >= expected.startedAt) delays.push(Math.max(0, at - sentAt));
    }
  }
  const all = seen.map(({ text }) => text).join('');
  return { whole: inOrder && next === expected.pieces && all.endsWith(slowEnd), status: expected.status, delays };
}
