import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, objectMember } from '../../request/json-value.ts';
import { growMember, membersOf, replaceMember, type Members } from '../openai-shared/merge-delta.ts';

interface MessageState {
  id: JsonValue | undefined;
  message: Members;
  /** Content items and tool calls by their index; both are counted from zero. */
  contents: Map<number, Members>;
  calls: Map<number, CallState>;
  citations: JsonValue[];
  logprobs: JsonValue[];
  /** What message-end says: finish_reason, usage. */
  end: Members;
}

interface CallState {
  members: Members;
  called: Members;
}

/** Events that say nothing that the JSON answer holds. */
const withoutContent: ReadonlySet<JsonValue | undefined> = new Set([
  'content-end',
  'tool-call-end',
  'citation-end',
  'debug',
]);

/**
 * The JSON answer that a stream's events make (cohere-ai 8.1.0 `V2ChatStreamResponse` to `V2ChatResponse`). Undefined
 * when an event is of a type that is not known here, since it may say something.
 */
export function assemble(events: readonly JsonObject[]): JsonObject | undefined {
  const state: MessageState = {
    id: undefined,
    message: new Map(),
    contents: new Map(),
    calls: new Map(),
    citations: [],
    logprobs: [],
    end: new Map(),
  };
  for (const event of events) if (!addEvent(state, event)) return undefined;
  return answerOf(state);
}

function addEvent(state: MessageState, event: JsonObject): boolean {
  const { type, index: givenIndex, logprobs } = event;
  if (withoutContent.has(type)) return true;
  const index = typeof givenIndex === 'number' ? givenIndex : 0;
  const delta = objectMember(event, 'delta') ?? {};
  const message = objectMember(delta, 'message') ?? {};
  if (type === 'message-start') {
    state.id = event['id'];
    // Empty lists and texts only announce what follows.
    for (const [name, value] of Object.entries(message)) if (!isEmpty(value)) replaceMember(state.message, name, value);
  } else if (type === 'content-start' || type === 'content-delta') {
    addContent(state, index, objectMember(message, 'content') ?? {});
    if (isJsonObject(logprobs)) state.logprobs.push(logprobs);
  } else if (type === 'tool-plan-delta') {
    growMember(state.message, 'tool_plan', message['tool_plan'] ?? '');
  } else if (type === 'tool-call-start' || type === 'tool-call-delta') {
    addCall(state, index, objectMember(message, 'tool_calls') ?? {});
  } else if (type === 'citation-start') {
    addCitations(state, message['citations']);
  } else if (type === 'message-end') {
    for (const [name, value] of Object.entries(delta)) replaceMember(state.end, name, value);
  } else {
    return false;
  }
  return true;
}

function addContent(state: MessageState, index: number, delta: JsonObject): void {
  const members: Members = state.contents.get(index) ?? new Map();
  state.contents.set(index, members);
  for (const [name, value] of Object.entries(delta)) {
    if (name === 'text' || name === 'thinking') growMember(members, name, value);
    else replaceMember(members, name, value);
  }
}

function addCall(state: MessageState, index: number, delta: JsonObject): void {
  const call = state.calls.get(index) ?? { members: new Map(), called: new Map() };
  state.calls.set(index, call);
  for (const [name, value] of Object.entries(delta)) {
    if (name !== 'function') replaceMember(call.members, name, value);
  }
  for (const [name, value] of Object.entries(objectMember(delta, 'function') ?? {})) {
    if (name === 'arguments') growMember(call.called, name, value);
    else replaceMember(call.called, name, value);
  }
}

/** Typed as one citation; a list is what its name says. */
function addCitations(state: MessageState, value: JsonValue | undefined): void {
  for (const citation of Array.isArray(value) ? value : [value]) {
    if (isJsonObject(citation)) state.citations.push(citation);
  }
}

function answerOf(state: MessageState): JsonObject {
  const { role, tool_plan: toolPlan, ...rest } = membersOf(state.message);
  const { finish_reason: finishReason, usage, ...more } = membersOf(state.end);
  const contents = inOrder(state.contents).map(contentOf);
  const calls = inOrder(state.calls).map(({ members, called }) => ({
    ...membersOf(members),
    function: { ...membersOf(called), arguments: called.get('arguments') ?? '' },
  }));
  return {
    ...(state.id === undefined ? {} : { id: state.id }),
    message: {
      role: role ?? 'assistant',
      ...(toolPlan === undefined ? {} : { tool_plan: toolPlan }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
      ...(contents.length === 0 ? {} : { content: contents }),
      ...(state.citations.length === 0 ? {} : { citations: state.citations }),
      ...rest,
    },
    finish_reason: finishReason ?? null,
    ...(state.logprobs.length === 0 ? {} : { logprobs: state.logprobs }),
    ...(usage === undefined ? {} : { usage }),
    ...more,
  };
}

function contentOf(members: Members): JsonObject {
  const type = members.get('type') ?? (members.has('thinking') ? 'thinking' : 'text');
  const text = type === 'thinking' ? 'thinking' : 'text';
  return { ...membersOf(members), type, [text]: members.get(text) ?? '' };
}

function inOrder<State>(states: ReadonlyMap<number, State>): State[] {
  return [...states].sort(([left], [right]) => left - right).map(([, state]) => state);
}

function isEmpty(value: JsonValue): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
