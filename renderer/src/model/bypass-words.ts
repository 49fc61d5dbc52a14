import type { LookupReason } from '../../../src-core/contracts/outcome.ts';

/** Why a request was passed through, short enough for a badge; the whole sentence is on hover and in the details. */
const words: Partial<Record<LookupReason, string>> = {
  path_not_cacheable: 'path',
  method_not_cacheable: 'method',
  encoded_request: 'encoded',
  invalid_json: 'not JSON',
  ambiguous_json: 'odd JSON',
  unsupported_body: 'body',
  request_too_large: 'too large',
  stateful_request: 'stateful',
  live_request: 'live data',
  caching_paused: 'paused',
  bypass_requested: 'asked for',
  no_store_requested: 'no-store',
  caching_off: 'off',
  cache_unavailable: 'cache failed',
  replay_failed: 'replay failed',
  own_error: 'error',
};

export const bypassWords = (reason: LookupReason): string => words[reason] ?? reason.replaceAll('_', ' ');
