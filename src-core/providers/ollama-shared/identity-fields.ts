import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, ownMember, setMember } from '../../request/json-value.ts';
import { exactNumberText } from '../../request/json-number.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';

/** Transport, and how long the model stays loaded (ollama 0.6.4 `ChatRequest`, `GenerateRequest`, `EmbedRequest`). */
const dropped: ReadonlySet<string> = new Set(['stream', 'keep_alive']);

/**
 * Options that say where and how fast the model runs, not what it answers (ollama 0.6.4 `Options`; Ollama's own
 * `api.Runner`). `num_ctx` is kept: it decides how much of the prompt the model sees.
 */
const runnerOptions: ReadonlySet<string> = new Set(['num_gpu', 'main_gpu', 'num_thread', 'num_batch', 'use_mmap']);

/** Fields that hold JSON schemas. */
const schemaFields: ReadonlySet<string> = new Set(['tools', 'format']);

/** A body without what never changes its answer. Members are shared with the body, not copied. */
export function identityFields(body: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(body)) {
    const value = name === 'options' ? answerOptions(ownMember(body, name)) : ownMember(body, name);
    if (value === undefined || dropped.has(name)) continue;
    setMember(kept, name, schemaFields.has(name) ? keepPropertyOrder(value) : value);
  }
  return kept;
}

/** Options without the runner's; undefined when none are left, which is the same as none given. */
function answerOptions(options: JsonValue | undefined): JsonValue | undefined {
  if (options === null) return undefined;
  if (!isJsonObject(options) || exactNumberText(options) !== undefined) return options;
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(options)) if (!runnerOptions.has(name)) setMember(kept, name, value);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
