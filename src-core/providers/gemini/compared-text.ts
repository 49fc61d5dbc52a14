import type { ComparedText, JsonObject } from '../../ports/dialect.ts';
import { holdsOnlyObjects, protoMember, protoObject, protoObjects, protoString } from './proto-json.ts';

/**
 * The last user text of a request, when it may be answered by meaning at all: the last content is the user's and has
 * exactly one text and no function's response. Seeded, several candidates, a forced function, and signed thoughts in the
 * history (bound to the very conversation) ask for more than the meaning of that text.
 */
export function comparedText(identity: JsonObject): ComparedText {
  const contents = protoObjects(identity, 'contents');
  const last = contents.at(-1);
  // What is no object would be missing in the rest.
  if (!holdsOnlyObjects(identity, 'contents') || !contents.every((content) => holdsOnlyObjects(content, 'parts'))) {
    return exactOnlyTurn;
  }
  if (last === undefined || (protoString(last, 'role') ?? 'user') !== 'user') return exactOnlyTurn;
  const parts = protoObjects(last, 'parts');
  const texts = parts.map((part) => protoString(part, 'text')).filter((text) => text !== undefined);
  const [text] = texts;
  if (text === undefined || texts.length > 1 || parts.some(isFunctionTurn)) return exactOnlyTurn;
  if (contents.some(isSigned)) return exactOnlyTurn;
  if (asksForMore(identity)) return { comparable: false, reason: 'exact_only_parameters' };
  const rest = parts.map((part) => (protoString(part, 'text') === undefined ? part : { ...part, text: null }));
  return {
    comparable: true,
    text,
    rest: { ...identity, contents: [...contents.slice(0, -1), { ...last, parts: rest }] },
  };
}

const exactOnlyTurn: ComparedText = { comparable: false, reason: 'exact_only_turn' };

function isFunctionTurn(part: JsonObject): boolean {
  return protoObject(part, 'functionResponse') !== undefined || protoObject(part, 'functionCall') !== undefined;
}

function isSigned(content: JsonObject): boolean {
  return protoObjects(content, 'parts').some((part) => protoString(part, 'thoughtSignature') !== undefined);
}

function asksForMore(identity: JsonObject): boolean {
  const generation = protoObject(identity, 'generationConfig') ?? {};
  const candidates = protoMember(generation, 'candidateCount');
  if (protoMember(generation, 'seed') !== undefined || (candidates !== undefined && candidates !== 1)) return true;
  const calling = protoObject(protoObject(identity, 'toolConfig') ?? {}, 'functionCallingConfig') ?? {};
  // The enum's number is as good as its name in protobuf JSON; MODE ANY is 2.
  const mode = protoMember(calling, 'mode');
  return mode === 2 || (typeof mode === 'string' && mode.toUpperCase() === 'ANY');
}
