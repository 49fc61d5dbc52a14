import type { LookupReason } from '../../contracts/outcome.ts';
import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, ownMember, stringMember } from '../../request/json-value.ts';

/**
 * Models whose every answer looks at the web: OpenRouter's `:online` suffix, Groq's compound systems, OpenAI's search
 * models, Perplexity's sonar behind a gateway.
 */
const liveModel = /:online$|(?:^|\/)compound(?:-|$)|-search-(?:preview|api)(?:-|$)|^perplexity\//;

/** Tool types that a provider runs itself against the world: OpenAI, xAI, Groq, OpenRouter (`openrouter:web_search`). */
const liveTool = /^(?:[\w-]+:)?(?:\$?web_search|x_search|live_search|browser_search|web_fetch|url_context|mcp$)/;

/** Fields that name state kept by the provider. */
const stateFields = ['previous_response_id', 'conversation', 'container'] as const;

/** Why a body must not be answered from a cache, whatever its dialect; undefined when nothing speaks against it. */
export function notRepeatable(body: JsonObject, model: string): LookupReason | undefined {
  if (isLive(body, model)) return 'live_request';
  return stateFields.some((name) => isGiven(ownMember(body, name))) ? 'stateful_request' : undefined;
}

function isLive(body: JsonObject, model: string): boolean {
  if (liveModel.test(model)) return true;
  if (isGiven(ownMember(body, 'web_search_options'))) return true;
  if (ownMember(body, 'deferred') === true) return true;
  // Alibaba's switch for the same thing.
  if (ownMember(body, 'enable_search') === true) return true;
  const search = ownMember(body, 'search_parameters');
  if (isGiven(search) && !(isJsonObject(search) && search['mode'] === 'off')) return true;
  const fallbacks = arrayMember(body, 'models') ?? [];
  if (fallbacks.some((name) => typeof name === 'string' && liveModel.test(name))) return true;
  if (arrayMember(body, 'plugins')?.some((plugin) => isJsonObject(plugin) && plugin['id'] === 'web') === true)
    return true;
  return arrayMember(body, 'tools')?.some(isLiveTool) === true;
}

function isLiveTool(tool: JsonValue): boolean {
  if (!isJsonObject(tool)) return false;
  const type = stringMember(tool, 'type');
  // Moonshot's server-side tools are functions whose names begin with a dollar sign.
  if (type === 'builtin_function')
    return liveTool.test(stringMember(objectMember(tool, 'function') ?? {}, 'name') ?? '');
  return type !== undefined && liveTool.test(type);
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}
