import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember } from '../../request/json-value.ts';
import { mapIfChanged, omit } from '../openai-chat/strip-cache-marks.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';

/** Marks of the provider's prompt cache: they change billing, not the answer. */
const cacheMarks: readonly string[] = ['cache_control'];

/** Whether a tool's input is streamed piece by piece is transport; @ai-sdk/anthropic 4.0.105 says so in streams only. */
const toolMarks: readonly string[] = [...cacheMarks, 'eager_input_streaming'];

/**
 * A message for the identity: its content as blocks without cache marks. A text in place of a list is documented as
 * short for one text block (@anthropic-ai/sdk 1.13.0 `MessageCreateParamsBase.messages`), and clients change from one to
 * the other as their mark moves on.
 */
export function identityMessage(message: JsonObject): JsonObject {
  const { content } = message;
  if (typeof content === 'string') return { ...message, content: [{ type: 'text', text: content }] };
  if (!Array.isArray(content)) return message;
  const blocks = identityBlocks(content);
  return blocks === content ? message : { ...message, content: blocks };
}

/** Content blocks without cache marks, at any depth; the same list when it has none. */
export function identityBlocks(blocks: JsonValue[]): JsonValue[] {
  return mapIfChanged(blocks, (block) => (isJsonObject(block) ? identityBlock(block) : block));
}

/** Never looks inside a tool's input, where `cache_control` may be an argument's name. */
function identityBlock(block: JsonObject): JsonObject {
  let kept = withPlainContent(omit(block, cacheMarks));
  const source = objectMember(kept, 'source');
  if (source !== undefined) {
    const plain = withPlainContent(source);
    if (plain !== source) kept = { ...kept, source: plain };
  }
  // Tools that come along in the middle of a conversation: `tool_addition`, `mcp_tool_listing`.
  const tool = objectMember(kept, 'tool');
  const definition = tool === undefined ? undefined : objectMember(tool, 'definition');
  if (definition !== undefined) kept = { ...kept, tool: { ...tool, definition: identityTool(definition) } };
  const tools = arrayMember(kept, 'tools');
  return tools === undefined ? kept : { ...kept, tools: tools.map(identityTool) };
}

function withPlainContent(holder: JsonObject): JsonObject {
  const content = arrayMember(holder, 'content');
  if (content === undefined) return holder;
  const blocks = identityBlocks(content);
  return blocks === content ? holder : { ...holder, content: blocks };
}

/** A tool without marks of cache and streaming, with the order of its schema's properties. */
export function identityTool(tool: JsonValue): JsonValue {
  return keepPropertyOrder(isJsonObject(tool) ? omit(tool, toolMarks) : tool);
}
