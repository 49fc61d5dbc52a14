import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { growLogprobs, membersOf, replaceMember, type Members } from '../openai-shared/merge-delta.ts';
import { candidateIndex, candidatesOf } from './read-stream.ts';

interface CandidateState {
  content: Members;
  parts: JsonValue[];
  /** Members of the candidate itself: finishReason, safetyRatings, groundingMetadata, ... */
  members: Members;
}

/**
 * The `generateContent` answer that a stream's chunks make. Parts follow each other, text being joined to text of its own
 * kind; every other member of chunk and candidate comes whole each time, so the last one wins (usageMetadata is
 * cumulative), but for log probabilities, which are those of the chunk's own tokens.
 */
export function assemble(chunks: readonly JsonObject[]): JsonObject {
  const envelope: Members = new Map();
  const states = new Map<number, CandidateState>();
  for (const chunk of chunks) {
    for (const [name, value] of Object.entries(chunk)) {
      if (name !== 'candidates') replaceMember(envelope, name, value);
    }
    for (const candidate of candidatesOf(chunk)) addCandidate(states, candidate);
  }
  const candidates = [...states].sort(([left], [right]) => left - right).map(([, state]) => candidateOf(state));
  return { candidates, ...membersOf(envelope) };
}

function addCandidate(states: Map<number, CandidateState>, candidate: JsonObject): void {
  const index = candidateIndex(candidate);
  const state = states.get(index) ?? { content: new Map(), parts: [], members: new Map() };
  states.set(index, state);
  for (const [name, value] of Object.entries(candidate)) {
    if (name === 'content') continue;
    if (name === 'logprobsResult') state.members.set(name, growLogprobs(state.members.get(name), value));
    else replaceMember(state.members, name, value);
  }
  const content = objectMember(candidate, 'content') ?? {};
  for (const [name, value] of Object.entries(content)) if (name !== 'parts') replaceMember(state.content, name, value);
  for (const part of arrayMember(content, 'parts') ?? []) addPart(state.parts, part);
}

function addPart(parts: JsonValue[], part: JsonValue): void {
  const last = parts.at(-1);
  if (isBareText(last) && isBareText(part) && last['thought'] === part['thought']) {
    parts[parts.length - 1] = {
      ...last,
      text: (stringMember(last, 'text') ?? '') + (stringMember(part, 'text') ?? ''),
    };
  } else {
    parts.push(part);
  }
}

/** Text with nothing of its own beside it: a signature belongs to the part it came on and to no other. */
export function isBareText(part: JsonValue | undefined): part is JsonObject {
  if (!isJsonObject(part) || stringMember(part, 'text') === undefined) return false;
  return Object.keys(part).every((name) => name === 'text' || name === 'thought');
}

function candidateOf({ content, parts, members }: CandidateState): JsonObject {
  const empty = parts.length === 0 && content.size === 0;
  return { ...(empty ? {} : { content: { parts, ...membersOf(content) } }), ...membersOf(members) };
}
