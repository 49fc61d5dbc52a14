import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject } from '../../request/json-value.ts';
import { growMember, membersOf, replaceMember, type Members } from '../openai-shared/merge-delta.ts';

interface CallState {
  index: number;
  id: JsonValue | undefined;
  members: Members;
  /** `function` or `custom`, with arguments or input growing. */
  called: Map<string, Members>;
}

/**
 * Tool calls from their deltas, keyed by `index` (openai 7.57.0 `ChatCompletionChunk.Choice.Delta.ToolCall`). Some
 * compatible servers send whole calls that all say index 0, or no index: a new id there begins a new call.
 */
export function assembleToolCalls(deltas: readonly JsonObject[]): JsonObject[] {
  const states: CallState[] = [];
  /** The call that each index means now. */
  const current = new Map<number, CallState>();
  for (const delta of deltas) {
    const { index: givenIndex, id } = delta;
    const index = typeof givenIndex === 'number' ? givenIndex : impliedIndex(states, id);
    let state = current.get(index);
    if (state === undefined || startsAnother(state, id)) {
      state = { index, id: undefined, members: new Map(), called: new Map() };
      states.push(state);
      current.set(index, state);
    }
    addDelta(state, delta);
  }
  return states.sort((left, right) => left.index - right.index).map(callOf);
}

function impliedIndex(states: readonly CallState[], id: JsonValue | undefined): number {
  const last = states.at(-1);
  if (last === undefined) return 0;
  return startsAnother(last, id) ? last.index + 1 : last.index;
}

function startsAnother(state: CallState, id: JsonValue | undefined): boolean {
  return typeof id === 'string' && id !== '' && state.id !== undefined && state.id !== id;
}

function addDelta(state: CallState, delta: JsonObject): void {
  for (const [name, value] of Object.entries(delta)) {
    if (name === 'index') continue;
    if (name === 'id') {
      if (typeof value === 'string' && value !== '') state.id = value;
    } else if ((name === 'function' || name === 'custom') && isJsonObject(value)) {
      addCalled(state, name, value);
    } else if (value !== '') {
      replaceMember(state.members, name, value);
    }
  }
}

function addCalled(state: CallState, kind: 'function' | 'custom', delta: JsonObject): void {
  const members: Members = state.called.get(kind) ?? new Map();
  state.called.set(kind, members);
  for (const [name, value] of Object.entries(delta)) {
    if (name === 'arguments' || name === 'input') growMember(members, name, value);
    else if (value !== '' || !members.has(name)) replaceMember(members, name, value);
  }
}

function callOf(state: CallState): JsonObject {
  const { type, ...more } = membersOf(state.members);
  const called: JsonObject = {};
  for (const [kind, members] of state.called) {
    const text = kind === 'custom' ? 'input' : 'arguments';
    called[kind] = { ...membersOf(members), [text]: members.get(text) ?? '' };
  }
  return {
    ...(state.id === undefined ? {} : { id: state.id }),
    type: type ?? (state.called.has('custom') ? 'custom' : 'function'),
    ...called,
    ...more,
  };
}
