import type { JsonObject } from '../../ports/dialect.ts';
import { objectMember, ownMember, setMember } from '../../request/json-value.ts';
import { omit } from '../openai-chat/strip-cache-marks.ts';
import { keepPropertyOrder } from '../openai-shared/schema-order.ts';
import { identityBlocks, identityMessage, identityTool } from './identity-blocks.ts';
import { withoutBillingLine } from './system-prompt.ts';

/**
 * Fields that never change an answer's content: transport, capacity, billing, place of computing, prompt caching and what is
 * reported about it (@anthropic-ai/sdk 1.13.0 beta `MessageCreateParamsBase`). Fields not listed stay in the identity.
 */
const dropped: ReadonlySet<string> = new Set([
  'stream',
  'service_tier',
  'speed',
  'inference_geo',
  'billing_policy',
  'diagnostics',
  'cache_control',
]);

/** Typed `| null` there: null is the same as not given. */
const nullable: ReadonlySet<string> = new Set([
  'compaction',
  'container',
  'context_management',
  'fallback_credit_token',
  'fallbacks',
  'output_format',
  'thread',
]);

/** Fields that hold the schema of a structured answer. */
const schemaFields = ['output_config', 'output_format'] as const;

/** A body without what never changes its answer. Members that need no change are shared with the body, not copied. */
export function identityFields(body: JsonObject, messages: readonly JsonObject[]): JsonObject {
  const kept: JsonObject = {};
  for (const name of Object.keys(body)) {
    const value = body[name];
    if (value === undefined || dropped.has(name) || (value === null && nullable.has(name))) continue;
    setMember(kept, name, value);
  }
  kept['messages'] = messages.map(identityMessage);
  keepSystem(kept);
  keepMetadata(kept);
  const tools = ownMember(kept, 'tools');
  if (Array.isArray(tools)) kept['tools'] = tools.map(identityTool);
  for (const name of schemaFields) {
    const value = ownMember(kept, name);
    if (value !== undefined) kept[name] = keepPropertyOrder(value);
  }
  return kept;
}

function keepSystem(kept: JsonObject): void {
  const given = ownMember(kept, 'system');
  if (given === undefined) return;
  const system = withoutBillingLine(given);
  if (system === undefined) delete kept['system'];
  else kept['system'] = Array.isArray(system) ? identityBlocks(system) : system;
}

/** `user_id` is all that metadata has; it serves against abuse, and Claude Code writes its session into it. */
function keepMetadata(kept: JsonObject): void {
  const metadata = objectMember(kept, 'metadata');
  if (metadata === undefined) return;
  const rest = omit(metadata, ['user_id']);
  if (Object.keys(rest).length === 0) delete kept['metadata'];
  else kept['metadata'] = rest;
}
