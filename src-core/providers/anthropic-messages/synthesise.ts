import type { JsonObject } from '../../ports/dialect.ts';
import { formatSse } from '../../wire/sse.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { blockEvents } from './synthesise-block.ts';

/** Members that a `message_delta` event says (@anthropic-ai/sdk 1.13.0 beta `RawMessageDeltaEvent`). */
const endMembers = ['stop_reason', 'stop_sequence', 'stop_details', 'container'] as const;
/** Members that stand beside its delta; @ai-sdk/anthropic 4.0.105 reads the first nowhere else. */
const besideMembers = ['context_management', 'input_transformations'] as const;
/** Usage counters that it gives again (beta `MessageDeltaUsage`); the last ones are final only there. */
const finalCounters = [
  'input_tokens',
  'cache_creation_input_tokens',
  'cache_read_input_tokens',
  'output_tokens',
  'output_tokens_details',
  'server_tool_use',
  'iterations',
  'fallback_credit',
] as const;

/**
 * The stream that a JSON message could have been: message_start with everything that is no content and no end, each block
 * (synthesise-block.ts), message_delta, message_stop. Undefined when the message has no content, or no token counts, which
 * both SDKs need in a stream.
 */
export function synthesise(message: JsonObject): Uint8Array | undefined {
  const content = arrayMember(message, 'content');
  const usage = objectMember(message, 'usage');
  if (content === undefined || usage === undefined || !content.every(isJsonObject)) return undefined;
  if (typeof usage['input_tokens'] !== 'number' || typeof usage['output_tokens'] !== 'number') return undefined;
  const events: JsonObject[] = [
    { type: 'message_start', message: opening(message, usage) },
    ...content.filter(isJsonObject).flatMap(blockEvents),
    {
      type: 'message_delta',
      delta: { stop_reason: null, stop_sequence: null, ...picked(message, endMembers) },
      usage: picked(usage, finalCounters),
      ...picked(message, besideMembers),
    },
    { type: 'message_stop' },
  ];
  return Buffer.from(
    events.map((event) => formatSse(JSON.stringify(event), stringMember(event, 'type') ?? null)).join(''),
  );
}

/** The message as a stream announces it: nothing said yet, and no reason to stop. */
function opening(message: JsonObject, usage: JsonObject): JsonObject {
  const start: JsonObject = { ...message, content: [], usage: { ...usage, output_tokens: 0 } };
  for (const name of ['stop_reason', 'stop_sequence', 'stop_details']) {
    if (Object.hasOwn(message, name)) start[name] = null;
  }
  return start;
}

function picked(object: JsonObject, names: readonly string[]): JsonObject {
  const found: JsonObject = {};
  for (const name of names) {
    const value = ownMember(object, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
