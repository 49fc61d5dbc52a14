import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { parseJsonText } from '../../request/json-parse.ts';
import { ownMember, stringMember } from '../../request/json-value.ts';
import { membersOf, type Members } from '../openai-shared/merge-delta.ts';
import { keepsNumbers } from './keeps-numbers.ts';

/** A content block being put together from its deltas. */
export interface BlockState {
  members: Members;
  /** JSON text of a tool's input so far; empty when none was streamed. */
  input: string;
  isOpen: boolean;
  /** Its input can be written again without changing a number. */
  isExact: boolean;
}

export function openBlock(block: JsonObject): BlockState {
  return { members: new Map(Object.entries(block)), input: '', isOpen: true, isExact: true };
}

/**
 * Adds a delta (@anthropic-ai/sdk 1.13.0 beta `RawContentBlockDelta`). False when it does not fit its block or is of a kind
 * that is not known here, since it may say something.
 */
export function addDelta(block: BlockState, delta: JsonObject): boolean {
  const type = block.members.get('type');
  switch (delta['type']) {
    case 'text_delta':
      return type === 'text' && append(block, 'text', delta);
    case 'thinking_delta':
      return type === 'thinking' && append(block, 'thinking', delta);
    case 'signature_delta':
      return type === 'thinking' && replace(block, 'signature', ownMember(delta, 'signature'));
    case 'citations_delta':
      return type === 'text' && addCitation(block, ownMember(delta, 'citation'));
    case 'input_json_delta': {
      const piece = stringMember(delta, 'partial_json');
      block.input += piece ?? '';
      return piece !== undefined && block.members.has('input');
    }
    case 'compaction_delta': {
      // Its values are final, not pieces.
      const { type: _type, ...members } = delta;
      for (const [name, value] of Object.entries(members)) block.members.set(name, value);
      return type === 'compaction';
    }
    default:
      return false;
  }
}

export function endBlock(block: BlockState): void {
  block.isOpen = false;
  if (block.input !== '') block.isExact = keepsNumbers(block.input);
}

/** The block as JSON; undefined when the input that was streamed for it is no JSON. */
export function blockOf(block: BlockState): JsonObject | undefined {
  if (block.input === '') return membersOf(block.members);
  const input = parseJsonText(block.input);
  return input === undefined ? undefined : { ...membersOf(block.members), input };
}

function append(block: BlockState, name: string, delta: JsonObject): boolean {
  const piece = stringMember(delta, name);
  const before = block.members.get(name) ?? '';
  if (piece === undefined || typeof before !== 'string') return false;
  block.members.set(name, before + piece);
  return true;
}

function replace(block: BlockState, name: string, value: JsonValue | undefined): boolean {
  if (value === undefined) return false;
  block.members.set(name, value);
  return true;
}

function addCitation(block: BlockState, citation: JsonValue | undefined): boolean {
  const before = block.members.get('citations');
  return citation !== undefined && replace(block, 'citations', [...(Array.isArray(before) ? before : []), citation]);
}
