import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, objectMember, stringMember } from '../../request/json-value.ts';
import { textPieces } from '../openai-shared/synthesise-stream.ts';

/** The events of one content block: its start, what of it comes in pieces, its end. */
export function blockEvents(block: JsonObject, index: number): JsonObject[] {
  const { start, deltas } = piecesOf(block);
  return [
    { type: 'content_block_start', index, content_block: start },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

interface Pieces {
  start: JsonObject;
  deltas: JsonObject[];
}

/** Texts, thinking and inputs of the caller's tools are streamed; every other block comes whole in its start. */
function piecesOf(block: JsonObject): Pieces {
  switch (block['type']) {
    case 'text':
      return textBlock(block);
    case 'thinking':
      return thinkingBlock(block);
    case 'tool_use':
      return toolBlock(block);
    default:
      return { start: block, deltas: [] };
  }
}

function textBlock(block: JsonObject): Pieces {
  const text = stringMember(block, 'text');
  if (text === undefined) return { start: block, deltas: [] };
  const citations = arrayMember(block, 'citations');
  return {
    start: { ...block, text: '', ...(citations === undefined ? {} : { citations: [] }) },
    deltas: [
      ...(citations ?? []).map((citation) => ({ type: 'citations_delta', citation })),
      ...textPieces(text).map((piece) => ({ type: 'text_delta', text: piece })),
    ],
  };
}

/** The signature comes whole and last. A block of thinking that is not shown has nothing else. */
function thinkingBlock(block: JsonObject): Pieces {
  const thinking = stringMember(block, 'thinking');
  if (thinking === undefined) return { start: block, deltas: [] };
  const signature = stringMember(block, 'signature');
  return {
    start: { ...block, thinking: '', ...(signature === undefined ? {} : { signature: '' }) },
    deltas: [
      ...textPieces(thinking).map((piece) => ({ type: 'thinking_delta', thinking: piece })),
      ...(signature === undefined ? [] : [{ type: 'signature_delta', signature }]),
    ],
  };
}

function toolBlock(block: JsonObject): Pieces {
  const input = objectMember(block, 'input');
  if (input === undefined) return { start: block, deltas: [] };
  const pieces = textPieces(JSON.stringify(input));
  return {
    start: { ...block, input: {} },
    deltas: pieces.map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
  };
}
