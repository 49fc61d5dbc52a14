import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { ReplayWish } from '../../../../src-core/ports/dialect.ts';

/** Ollama's wishes: usage is always there. */
export const wholeWish: ReplayWish = { mode: 'json', includeUsage: true, vectorEncoding: 'float' };
export const linesWish: ReplayWish = { ...wholeWish, mode: 'ndjson' };

/** An answer as Ollama's server writes it (gin's `c.JSON`). */
export function wholeRecording(answer: unknown): Recording {
  return { mode: 'json', contentType: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(answer)) };
}

/** A stream as Ollama's server writes it (`streamResponse` in its server/routes.go). */
export function linesRecording(lines: readonly unknown[], lineEnd = '\n', isEnded = true): Recording {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join(lineEnd);
  return { mode: 'ndjson', contentType: 'application/x-ndjson', body: Buffer.from(text + (isEnded ? lineEnd : '')) };
}

export function linesOf(bytes: Uint8Array | undefined): unknown[] {
  const lines = Buffer.from(bytes ?? [])
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as unknown);
}

/** Counts and durations of a final line, nanoseconds (Ollama's `api.Metrics`). */
export const metrics = {
  total_duration: 4_883_583_458,
  load_duration: 1_334_875,
  prompt_eval_count: 26,
  prompt_eval_duration: 342_546_000,
  eval_count: 282,
  eval_duration: 4_535_599_000,
};
