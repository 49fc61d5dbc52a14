import type { LookupReason } from '../../contracts/outcome.ts';
import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { notRepeatable as notRepeatableAnywhere } from '../openai-shared/live-request.ts';

/**
 * Tools that the caller runs, by the beginning of their dated types (@anthropic-ai/sdk 1.13.0 beta `ClientToolUnion`).
 * Every other type is run by the provider against the world or its own state, whatever it will be called.
 */
const callersTool = /^(?:custom$|(?:bash|text_editor|computer|computer_toolset|browser_toolset|memory)_\d)/;

/** Why a body of POST /messages must not be answered from a cache; undefined when nothing speaks against it. */
export function notRepeatable(
  body: JsonObject,
  model: string,
  messages: readonly JsonObject[],
): LookupReason | undefined {
  const anywhere = notRepeatableAnywhere(body, model) ?? refersToState(body, messages);
  if (anywhere !== undefined) return anywhere;
  // A token is redeemed once; an answer of no tokens is asked for to fill the provider's prompt cache.
  if (isGiven(ownMember(body, 'fallback_credit_token')) || ownMember(body, 'max_tokens') === 0) {
    return 'stateful_request';
  }
  return usesLiveTools(body, messages) ? 'live_request' : undefined;
}

/** What the provider keeps, where it can change or expire: threads, containers, files; and MCP servers' own lists of tools. */
export function refersToState(body: JsonObject, messages: readonly JsonObject[]): LookupReason | undefined {
  if (isGiven(ownMember(body, 'thread')) || isGiven(ownMember(body, 'container'))) return 'stateful_request';
  if (blocksOf(body, messages).some(namesFile)) return 'stateful_request';
  const servers = ownMember(body, 'mcp_servers');
  return isGiven(servers) && !(Array.isArray(servers) && servers.length === 0) ? 'live_request' : undefined;
}

/** Whether an image or document is behind an address, where it can change. */
export function looksBehindAddress(messages: readonly JsonObject[]): boolean {
  return blocksOf({}, messages).some((block) => objectMember(block, 'source')?.['type'] === 'url');
}

function usesLiveTools(body: JsonObject, messages: readonly JsonObject[]): boolean {
  const added = blocksOf(body, messages).flatMap((block) => {
    const definition = objectMember(objectMember(block, 'tool') ?? {}, 'definition');
    return definition === undefined ? [] : [definition];
  });
  return [...(arrayMember(body, 'tools') ?? []), ...added].some(isLiveTool);
}

function isLiveTool(tool: JsonValue): boolean {
  const type = isJsonObject(tool) ? stringMember(tool, 'type') : undefined;
  return type !== undefined && !callersTool.test(type);
}

function namesFile(block: JsonObject): boolean {
  const source = objectMember(block, 'source');
  return (
    stringMember(block, 'file_id') !== undefined ||
    (source !== undefined && (source['type'] === 'file' || ownMember(source, 'file_id') !== undefined))
  );
}

/** Every content block of system prompt and messages, those inside tool results and documents included. */
function blocksOf(body: JsonObject, messages: readonly JsonObject[]): JsonObject[] {
  const found: JsonObject[] = [];
  collect(ownMember(body, 'system'), found);
  for (const message of messages) collect(message['content'], found);
  return found;
}

function collect(content: JsonValue | undefined, found: JsonObject[]): void {
  if (!Array.isArray(content)) return;
  for (const block of content) {
    if (!isJsonObject(block)) continue;
    found.push(block);
    collect(block['content'], found);
    collect(objectMember(block, 'source')?.['content'], found);
  }
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}
