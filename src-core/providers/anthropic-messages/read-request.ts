import type { JsonObject, RequestReading } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { without } from '../openai-shared/identity-fields.ts';
import { lastUserText, turnsOf } from './block-text.ts';
import { comparedText } from './compared-text.ts';
import { identityFields } from './identity-fields.ts';
import { notRepeatable } from './not-repeatable.ts';
import { readBody } from './read-body.ts';

/** Reads a body of POST /messages. Hand-written guards, no schema library: it runs on every hit. */
export function readRequest(body: JsonObject): RequestReading {
  const read = readBody(body);
  if (read === undefined) return { cacheable: false, reason: 'unsupported_body' };
  const { model, messages } = read;
  const obstacle = notRepeatable(body, model, messages);
  if (obstacle !== undefined) return { cacheable: false, reason: obstacle };
  const identity = identityFields(body, messages);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      // Streams always say their usage.
      wish: { mode: ownMember(body, 'stream') === true ? 'sse' : 'json', includeUsage: true, vectorEncoding: 'float' },
      promptText: lastUserText(messages),
      conversation: turnsOf(ownMember(identity, 'system'), messages),
      parameters: without(without(identity, 'messages'), 'system'),
      compared: comparedText(identity),
    },
  };
}
