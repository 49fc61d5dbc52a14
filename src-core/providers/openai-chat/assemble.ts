import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember } from '../../request/json-value.ts';
import { assembleEnvelope } from '../openai-shared/assemble-envelope.ts';
import { growLogprobs, growMember, membersOf, replaceMember, type Members } from '../openai-shared/merge-delta.ts';
import { assembleToolCalls } from './assemble-tool-calls.ts';
import { growContent } from './grow-content.ts';
import { growReasoningDetails } from './grow-reasoning.ts';

interface ChoiceState {
  message: Members;
  toolCallDeltas: JsonObject[];
  /** Members of the choice itself: finish_reason and vendors' own. */
  members: Members;
  logprobs: JsonValue;
}

/**
 * The JSON answer that a stream's chunks make: openai 7.57.0 `ChatCompletionStream`'s rules (role, names and ids
 * replaced, content, refusal and arguments concatenated, by choice index and tool index), and vendors' own delta members
 * put together too (merge-delta.ts).
 */
export function assemble(chunks: readonly JsonObject[]): JsonObject {
  const states = new Map<number, ChoiceState>();
  for (const chunk of chunks) {
    for (const choice of arrayMember(chunk, 'choices') ?? []) if (isJsonObject(choice)) addChoice(states, choice);
  }
  const choices = [...states].sort(([left], [right]) => left - right).map(([index, state]) => choiceOf(index, state));
  return assembleEnvelope(chunks, 'chat.completion', choices);
}

function addChoice(states: Map<number, ChoiceState>, choice: JsonObject): void {
  const index = typeof choice['index'] === 'number' ? choice['index'] : 0;
  let state = states.get(index);
  if (state === undefined) {
    state = { message: new Map(), toolCallDeltas: [], members: new Map(), logprobs: null };
    states.set(index, state);
  }
  for (const [name, value] of Object.entries(choice)) {
    if (name === 'index' || name === 'delta') continue;
    if (name === 'logprobs') state.logprobs = growLogprobs(state.logprobs, value);
    else replaceMember(state.members, name, value);
  }
  addDelta(state, objectMember(choice, 'delta') ?? {});
}

function addDelta(state: ChoiceState, delta: JsonObject): void {
  for (const [name, value] of Object.entries(delta)) {
    if (name === 'tool_calls') {
      if (!Array.isArray(value)) continue;
      for (const call of value) if (isJsonObject(call)) state.toolCallDeltas.push(call);
    } else if (name === 'function_call') {
      if (isJsonObject(value)) state.message.set(name, grownFunction(state.message.get(name), value));
    } else if (name === 'content') {
      state.message.set(name, growContent(state.message.get(name), value));
    } else if (name === 'reasoning_details') {
      state.message.set(name, growReasoningDetails(state.message.get(name), value));
    } else if (name === 'role') {
      replaceMember(state.message, name, value);
    } else {
      growMember(state.message, name, value);
    }
  }
}

function grownFunction(before: JsonValue | undefined, delta: JsonObject): JsonObject {
  const members: Members = new Map(isJsonObject(before) ? Object.entries(before) : []);
  for (const [name, value] of Object.entries(delta)) {
    if (name === 'arguments') growMember(members, name, value);
    else if (value !== '') replaceMember(members, name, value);
  }
  return membersOf(members);
}

function choiceOf(index: number, state: ChoiceState): JsonObject {
  const { role, content, refusal, ...rest } = membersOf(state.message);
  const { finish_reason: finishReason, ...more } = membersOf(state.members);
  const toolCalls = assembleToolCalls(state.toolCallDeltas);
  return {
    index,
    message: {
      role: role ?? 'assistant',
      content: content ?? null,
      refusal: refusal ?? null,
      ...rest,
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    },
    logprobs: state.logprobs,
    finish_reason: finishReason ?? null,
    ...more,
  };
}
