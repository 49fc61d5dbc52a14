import type { JsonObject, RequestReading } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';
import { lastUserText, turnsOf } from '../anthropic-messages/block-text.ts';
import { identityFields } from '../anthropic-messages/identity-fields.ts';
import { refersToState } from '../anthropic-messages/not-repeatable.ts';
import { readBody } from '../anthropic-messages/read-body.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';
import { without } from '../openai-shared/identity-fields.ts';

/** Reads a body of `/messages/count_tokens`: a request whose input is counted. Its tools are counted, not used. */
export function readRequest(body: JsonObject): RequestReading {
  const read = readBody(body);
  if (read === undefined) return { cacheable: false, reason: 'unsupported_body' };
  const { model, messages } = read;
  const obstacle = refersToState(body, messages);
  if (obstacle !== undefined) return { cacheable: false, reason: obstacle };
  const identity = identityFields(body, messages);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: jsonWish,
      promptText: lastUserText(messages),
      conversation: turnsOf(ownMember(identity, 'system'), messages),
      parameters: without(without(identity, 'messages'), 'system'),
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}
