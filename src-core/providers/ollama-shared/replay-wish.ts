import type { JsonObject, ReplayWish } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';

/**
 * The form a chat or generation wants: lines unless `stream` is false, since Ollama streams when it is not given
 * (Ollama's `api.ChatRequest.Stream`, "true by default"). Undefined for a `stream` that Ollama refuses.
 */
export function replayWish(body: JsonObject): ReplayWish | undefined {
  const stream = ownMember(body, 'stream') ?? true;
  if (typeof stream !== 'boolean') return undefined;
  return { mode: stream ? 'ndjson' : 'json', includeUsage: true, vectorEncoding: 'float' };
}
