import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { membersOf, replaceMember, type Members } from '../openai-shared/merge-delta.ts';
import { addDelta, blockOf, endBlock, openBlock, type BlockState } from './block-state.ts';

/** Members that a message has even when there is nothing to say; other nulls are left out, as the SDK does. */
const endMembers: ReadonlySet<string> = new Set(['stop_reason', 'stop_sequence', 'stop_details']);

interface MessageState {
  message: Members;
  usage: Members;
  blocks: BlockState[];
  /** Every event was understood, so that the message says all that the stream said. */
  isWhole: boolean;
}

/** A message from its events, or why there is none. */
export type Assembled =
  | { ok: true; message: JsonObject; isWhole: boolean }
  | { ok: false; reason: 'truncated' | 'not_parseable'; detail: string };

/**
 * The JSON answer that a stream's events make, by the rules of @anthropic-ai/sdk 1.13.0 `BetaMessageStream`: blocks in the
 * order of their index, texts and inputs concatenated, usage counters replaced and never added. Stricter than the SDK, which
 * passes over what does not fit: here such a stream is none.
 */
export function assemble(events: readonly JsonObject[]): Assembled {
  const [first, ...others] = events;
  const start = first?.['type'] === 'message_start' ? objectMember(first, 'message') : undefined;
  if (start === undefined) return failed('not_parseable', 'the stream does not begin with a message');
  const state = startMessage(start);
  for (const event of others) {
    if (!addEvent(state, event)) {
      return failed('not_parseable', `a ${stringMember(event, 'type') ?? ''} that does not fit`);
    }
  }
  if (state.blocks.some(({ isOpen }) => isOpen)) return failed('truncated', 'a content block has no end');
  const blocks = state.blocks.map(blockOf);
  const content = blocks.filter((block) => block !== undefined);
  if (content.length < blocks.length) return failed('not_parseable', 'the input of a tool is not JSON');
  const message = membersOf(state.message);
  const isWhole = state.isWhole && state.blocks.every(({ isExact }) => isExact);
  const usage = state.usage.size === 0 ? {} : { usage: membersOf(state.usage) };
  return { ok: true, message: { ...message, content, ...usage }, isWhole };
}

function startMessage(start: JsonObject): MessageState {
  const { content: _content, usage, ...members } = start;
  return {
    message: new Map(Object.entries(members)),
    usage: new Map(isJsonObject(usage) ? Object.entries(usage) : []),
    // Tools called by a program of the provider's are there from the start.
    blocks: (arrayMember(start, 'content') ?? []).filter(isJsonObject).map((block) => ({
      ...openBlock(block),
      isOpen: false,
    })),
    isWhole: true,
  };
}

function addEvent(state: MessageState, event: JsonObject): boolean {
  switch (event['type']) {
    case 'content_block_start':
      return startBlock(state, event);
    case 'content_block_delta': {
      const block = blockAt(state, event);
      return block !== undefined && addDelta(block, objectMember(event, 'delta') ?? {});
    }
    case 'content_block_stop': {
      const block = blockAt(state, event);
      if (block === undefined) return false;
      endBlock(block);
      return true;
    }
    case 'message_delta':
      addMessageDelta(state, event);
      return true;
    case 'message_start':
      return false;
    case 'message_stop':
      return true;
    default:
      // New kinds of event may come at any time (Anthropic's API versioning): the recording still is what was sent.
      state.isWhole = false;
      return true;
  }
}

function startBlock(state: MessageState, event: JsonObject): boolean {
  const block = objectMember(event, 'content_block');
  if (block === undefined || event['index'] !== state.blocks.length) return false;
  state.blocks.push(openBlock(block));
  const model = stringMember(objectMember(block, 'to') ?? {}, 'model');
  // Another model took over: the message carries the name of the one that answered.
  if (block['type'] === 'fallback' && model !== undefined) state.message.set('model', model);
  return true;
}

function blockAt(state: MessageState, { index }: JsonObject): BlockState | undefined {
  const block = typeof index === 'number' ? state.blocks[index] : undefined;
  return block?.isOpen === true ? block : undefined;
}

function addMessageDelta(state: MessageState, event: JsonObject): void {
  const { type: _type, delta, usage, ...beside } = event;
  for (const members of [delta, beside]) {
    if (!isJsonObject(members)) continue;
    for (const [name, value] of Object.entries(members)) {
      if (value !== null || endMembers.has(name)) replaceMember(state.message, name, value);
    }
  }
  if (!isJsonObject(usage)) return;
  for (const [name, value] of Object.entries(usage)) if (value !== null) state.usage.set(name, value);
}

function failed(reason: 'truncated' | 'not_parseable', detail: string): Assembled {
  return { ok: false, reason, detail };
}
