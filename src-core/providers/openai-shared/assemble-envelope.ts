import type { JsonObject } from '../../ports/dialect.ts';
import { membersOf, replaceMember, type Members } from './merge-delta.ts';
import { usageObject } from './usage.ts';

/** Members of chunks that are not members of the JSON answer, or that are put together elsewhere. */
const notEnvelope = new Set(['choices', 'object', 'obfuscation', 'usage']);

/**
 * Id, model, created and every other top-level member of a stream's chunks: the last one wins, as in the openai SDK.
 * A chunk without id (Azure's opening one with prompt_filter_results: id "", model "", created 0) only fills gaps.
 */
export function assembleEnvelope(chunks: readonly JsonObject[], object: string, choices: JsonObject[]): JsonObject {
  const members: Members = new Map();
  for (const chunk of chunks) {
    const hasId = typeof chunk['id'] === 'string' && chunk['id'] !== '';
    for (const [name, value] of Object.entries(chunk)) {
      if (!notEnvelope.has(name) && (hasId || !members.has(name))) replaceMember(members, name, value);
    }
  }
  const { id, created, model, ...rest } = membersOf(members);
  const usage = chunks.map(usageObject).findLast((found) => found !== undefined);
  return {
    ...(id === undefined ? {} : { id }),
    object,
    ...(created === undefined ? {} : { created }),
    ...(model === undefined ? {} : { model }),
    choices,
    ...(usage === undefined ? {} : { usage }),
    ...rest,
  };
}
