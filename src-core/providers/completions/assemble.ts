import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject } from '../../request/json-value.ts';
import { assembleEnvelope } from '../openai-shared/assemble-envelope.ts';
import { growLogprobs, growMember, membersOf, replaceMember, type Members } from '../openai-shared/merge-delta.ts';

/**
 * The JSON answer that a legacy stream's chunks make. Chunks have the JSON form's own shape (openai 7.57.0 `Completion`:
 * "both the streamed and non-streamed response objects share the same shape"): text and the arrays of logprobs
 * (tokens, token_logprobs, top_logprobs, text_offset) grow by choice index.
 */
export function assemble(chunks: readonly JsonObject[]): JsonObject {
  const states = new Map<number, Members>();
  for (const chunk of chunks) {
    for (const choice of arrayMember(chunk, 'choices') ?? []) if (isJsonObject(choice)) addChoice(states, choice);
  }
  const choices = [...states].sort(([left], [right]) => left - right).map(([index, state]) => choiceOf(index, state));
  return assembleEnvelope(chunks, 'text_completion', choices);
}

function addChoice(states: Map<number, Members>, choice: JsonObject): void {
  const index = typeof choice['index'] === 'number' ? choice['index'] : 0;
  const state: Members = states.get(index) ?? new Map();
  states.set(index, state);
  for (const [name, value] of Object.entries(choice)) {
    if (name === 'logprobs') state.set(name, growLogprobs(state.get(name), value));
    else if (name === 'text') growMember(state, name, value);
    else if (name !== 'index') replaceMember(state, name, value);
  }
}

function choiceOf(index: number, state: Members): JsonObject {
  const { text, logprobs, finish_reason: finishReason, ...more } = membersOf(state);
  const known: Record<string, JsonValue> = { text: text ?? '', index, logprobs: logprobs ?? null };
  return { ...known, finish_reason: finishReason ?? null, ...more };
}
