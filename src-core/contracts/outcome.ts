import { z } from 'zod';
import { keySchema } from './key-schema.ts';

/** Values of the `X-Cache-Status` response header. */
export const cacheStatuses = ['hit', 'miss', 'bypass', 'stale', 'coalesced', 'refresh'] as const;
export const cacheStatusSchema = z.enum(cacheStatuses);
export type CacheStatus = z.infer<typeof cacheStatusSchema>;

/** Values of the `X-Cache-Match` response header: how a hit was found. */
export const cacheMatchSchema = z.enum(['exact', 'semantic']);
export type CacheMatch = z.infer<typeof cacheMatchSchema>;

/**
 * Why a request was answered the way it was. The code is what the `X-Cache-Reason` header, the log, the console
 * and `semcache explain` show; the sentence is for people. Codes are stable: tools may match on them.
 */
export const lookupReasons = {
  exact_match: 'An identical request was answered before and its answer is still fresh.',
  semantic_match: 'A stored answer to a request of the same meaning serves; nothing but the wording differs.',
  shared_call: 'An identical request was already on its way to the upstream; its answer serves both.',
  not_found: 'No stored answer has the same identity.',
  below_target: 'The nearest stored request is not certain enough to mean the same.',
  guard_veto: 'The nearest stored request differs in something that changes the answer.',
  models_unavailable: 'The models are not ready, so only identical requests were looked for.',
  matching_stopped: 'Checks found too many wrong answers by meaning, so only identical requests are answered for now.',
  exact_only: 'No identical request was answered before, and this one may not be answered by meaning.',
  expired: 'The stored answer is older than its time to live.',
  expired_accepted: 'The stored answer is older than its time to live, which the mode or the request accepts.',
  stale_on_error: 'The upstream failed, so a stored answer that is older than its time to live serves.',
  too_old_for_request: 'The stored answer is older than the Cache-Control of the request accepts.',
  refresh_requested: 'The mode or the request asks for a fresh answer, so the stored one was not read.',
  path_not_cacheable: 'This path is passed through: it is no call whose answers are cached.',
  method_not_cacheable: 'Only POST requests are cached.',
  encoded_request: 'The request body is compressed in a way that is forwarded but not read.',
  invalid_json: 'The request body is not valid JSON, so the upstream is left to judge it.',
  ambiguous_json: 'The request body repeats a key or nests too deep to have one certain meaning.',
  unsupported_body: 'The request body lacks what this dialect needs to be identified.',
  request_too_large: 'The request body is larger than the limit for cached requests.',
  stateful_request: 'The request refers to state kept by the provider, so its answer can change.',
  live_request: 'The request searches the web or calls a live service, so its answer can change.',
  caching_paused: 'Caching is paused; requests pass through.',
  bypass_requested: 'The request asks to pass the cache by.',
  no_store_requested: 'The request asks that nothing be stored for it or served to it from the store.',
  caching_off: 'Caching is switched off in settings.',
  cache_unavailable: 'The cache could not be read, so the request went upstream.',
  replay_failed: 'The stored answer could not be replayed in the form asked for, so the request went upstream.',
  own_error: 'The proxy answered with an error of its own.',
} as const;
export const lookupReasonSchema = keySchema(lookupReasons);
export type LookupReason = z.infer<typeof lookupReasonSchema>;

/** What became of the upstream's answer once the client had it. */
export const recordReasons = {
  stored: 'Stored.',
  not_applicable: 'Nothing to store: the request was not cacheable or was answered from the cache.',
  status_not_ok: 'Only answers with status 200 (201 at Replicate) are stored.',
  truncated: 'The answer ended before its end marker.',
  client_gone: 'The client left before the answer was complete.',
  upstream_failed: 'The connection to the upstream broke before the answer was complete.',
  unnatural_finish: 'The answer did not end naturally (refused, filtered, cut by length, or an unknown reason).',
  error_in_body: 'The answer carries an error object.',
  not_parseable: 'The answer could not be read in this dialect.',
  unexpected_content_type: 'The answer has a content type that this dialect does not use.',
  answer_too_large: 'The answer is larger than the limit for one entry.',
  perishable_answer: 'The answer holds something that expires at the provider (audio, a file link).',
  store_read_only: 'The store is open read-only.',
  store_locked: 'What is stored should be encrypted, and its key is not at hand.',
  store_failed: 'The store could not be written.',
} as const;
export const recordReasonSchema = keySchema(recordReasons);
export type RecordReason = z.infer<typeof recordReasonSchema>;

/** One named part of a request's identity, safe to show: credentials appear as a salted hash, bodies as digests. */
export const keyPartSchema = z.object({ name: z.string(), value: z.string() });
export type KeyPart = z.infer<typeof keyPartSchema>;
