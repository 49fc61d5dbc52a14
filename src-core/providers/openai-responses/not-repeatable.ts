import type { LookupReason } from '../../contracts/outcome.ts';
import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { notRepeatable as notRepeatableAnywhere } from '../openai-shared/live-request.ts';

/**
 * Tools that the caller runs, or that only look at what the request holds (openai 7.57.0 `Tool`). Everything else is run
 * by the provider against the world or its own store, whatever vendors will call it.
 */
const callersTools: ReadonlySet<string> = new Set([
  'function',
  'custom',
  'namespace',
  'apply_patch',
  'local_shell',
  'tool_search',
]);

/** Tools that read what the provider keeps: vector stores, and files in containers. */
const storeTools: ReadonlySet<string> = new Set(['file_search', 'code_interpreter']);

/** Names of things that the provider keeps, where they can change or expire. */
const storedNames: ReadonlySet<string> = new Set(['file_id', 'container_id', 'vector_store_ids']);

/** Why a body of POST /responses must not be answered from a cache; undefined when nothing speaks against it. */
export function notRepeatable(body: JsonObject, model: string, items: readonly JsonObject[]): LookupReason | undefined {
  const anywhere = notRepeatableAnywhere(body, model);
  if (anywhere !== undefined) return anywhere;
  if (refersToStoredState(body, items)) return 'stateful_request';
  // Items may bring further tools along: additional_tools, tool_search_output.
  const tools = [body, ...items].flatMap((holder) => arrayMember(holder, 'tools') ?? []);
  const obstacles = tools.map(obstacleOf);
  return obstacles.find((reason) => reason === 'stateful_request') ?? obstacles.find((reason) => reason !== undefined);
}

function refersToStoredState(body: JsonObject, items: readonly JsonObject[]): boolean {
  // A background response is asked for again by its id; `starting_after` resumes the stream of one.
  if (ownMember(body, 'background') === true || isGiven(ownMember(body, 'starting_after'))) return true;
  const prompt = objectMember(body, 'prompt');
  // Without a version it is whatever its owner last published.
  if (prompt !== undefined && !isGiven(ownMember(prompt, 'version'))) return true;
  const cache = objectMember(body, 'prompt_cache_options') ?? {};
  // Prewarming asks for no answer but for the provider's state; a comparison is with an earlier response.
  if (ownMember(cache, 'prewarm') === true || isGiven(ownMember(cache, 'comparison_response_id'))) return true;
  return items.some(isReference) || items.some(namesStored) || (prompt !== undefined && namesStored(prompt));
}

/** openai 7.57.0 `ResponseInputItem.ItemReference`: its type may be left out, and then it is only an id. */
function isReference(item: JsonObject): boolean {
  const { type = null } = item;
  return type === 'item_reference' || (type === null && item['role'] === undefined && typeof item['id'] === 'string');
}

function namesStored(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(namesStored);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([name, member]) =>
      (storedNames.has(name) && (typeof member === 'string' || Array.isArray(member))) || namesStored(member),
  );
}

function obstacleOf(tool: JsonValue): LookupReason | undefined {
  const type = isJsonObject(tool) ? stringMember(tool, 'type') : undefined;
  if (!isJsonObject(tool) || type === undefined || callersTools.has(type)) return undefined;
  if (type === 'shell' && stringMember(objectMember(tool, 'environment') ?? {}, 'type') === 'local') return undefined;
  return storeTools.has(type) || namesStored(tool) ? 'stateful_request' : 'live_request';
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}
