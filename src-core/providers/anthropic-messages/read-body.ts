import type { JsonObject } from '../../ports/dialect.ts';
import { isJsonObject, ownMember, stringMember } from '../../request/json-value.ts';

/** Model and messages of a body; undefined when it lacks one, or a message has no role. */
export function readBody(body: JsonObject): { model: string; messages: JsonObject[] } | undefined {
  const model = stringMember(body, 'model');
  const value = ownMember(body, 'messages');
  if (model === undefined || model === '' || !Array.isArray(value) || value.length === 0) return undefined;
  const messages = value.filter(isJsonObject);
  const areMessages = messages.length === value.length && messages.every(({ role }) => typeof role === 'string');
  return areMessages ? { model, messages } : undefined;
}
