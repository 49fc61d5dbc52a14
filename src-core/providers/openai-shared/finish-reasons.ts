import type { AnswerReading } from '../../ports/dialect.ts';

/**
 * Reasons of an answer that ended by itself. OpenAI's own, and what Together (`eos`) and Hugging Face TGI (`eos_token`,
 * `stop_sequence`) write for `stop`. Reasons not listed (content_filter, error, insufficient_system_resource,
 * model_length, whatever comes) are never stored.
 */
const natural: ReadonlySet<string> = new Set([
  'stop',
  'tool_calls',
  'function_call',
  'eos',
  'eos_token',
  'stop_sequence',
]);

/** Judges the finish reason of every choice; undefined when all may be stored. `streamed` tells cut-off from odd. */
export function judgeFinish(
  reasons: readonly (string | null | undefined)[],
  rules: { storeLengthLimited: boolean },
  streamed: boolean,
): (AnswerReading & { storable: false }) | undefined {
  for (const [index, reason] of reasons.entries()) {
    if (reason === null || reason === undefined || reason === '') {
      const detail = `choice ${String(index)} has no finish reason`;
      return { storable: false, reason: streamed ? 'truncated' : 'unnatural_finish', detail };
    }
    if (natural.has(reason) || (reason === 'length' && rules.storeLengthLimited)) continue;
    return { storable: false, reason: 'unnatural_finish', detail: `finish reason ${reason.slice(0, 60)}` };
  }
  return undefined;
}
