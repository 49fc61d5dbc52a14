import { validateHeaderValue } from 'node:http';
import type { StoredAnswer } from '../ports/answer-store.ts';
import type { Dialect, ReplayWish } from '../ports/dialect.ts';

/** A replay as it is written: text when node:http can then send head and body in one piece, else bytes. */
export interface ReadyReplay {
  contentType: string;
  body: string | Uint8Array;
  byteLength: number;
}

/** Larger bodies gain nothing from sharing a packet with the head. */
const maxTextBytes = 64 * 1024;

/** Replays of answers that are still in memory, per form; they go when the answer goes. */
const ready = new WeakMap<StoredAnswer, Map<string, ReadyReplay>>();

/** The answer in the form wished for, made once for as long as the answer stays in memory. Throws for one that cannot be sent. */
export function readyReplay(dialect: Dialect, answer: StoredAnswer, wish: ReplayWish): ReadyReplay | undefined {
  const form = `${wish.mode} ${String(wish.includeUsage)} ${wish.unaskedUsage ?? ''} ${wish.vectorEncoding}`;
  // What one caller gave may be another text in every request: such a replay is made anew each time.
  const known = wish.echoes === undefined ? ready.get(answer)?.get(form) : undefined;
  if (known !== undefined) return known;
  const replay = dialect.replay(answer.recording, wish);
  if (replay === undefined) return undefined;
  // Throws at a stored value that cannot be a header, while a miss is still possible.
  validateHeaderValue('content-type', replay.contentType);
  const made = { contentType: replay.contentType, body: asText(replay.body), byteLength: replay.body.byteLength };
  if (wish.echoes !== undefined) return made;
  const forms = ready.get(answer) ?? new Map<string, ReadyReplay>();
  ready.set(answer, forms.set(form, made));
  return made;
}

/** Text only when writing it as UTF-8 gives the same bytes again. */
function asText(body: Uint8Array): string | Uint8Array {
  if (body.byteLength > maxTextBytes) return body;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : body;
}
