import type { JsonObject, OwnError } from '../../ports/dialect.ts';

/** Error types by status (@anthropic-ai/sdk 1.13.0 `ErrorType`); the class that the SDK raises follows the status. */
const typeOfStatus: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
};

/**
 * An error as Anthropic writes one, which @anthropic-ai/sdk and @ai-sdk/anthropic read. Our code stands in `code`, and
 * where the SDK takes its `errorCode` from.
 */
export function errorBody({ code, message, status }: OwnError): JsonObject {
  const other = status < 500 ? 'invalid_request_error' : 'api_error';
  return {
    type: 'error',
    error: { type: typeOfStatus[status] ?? other, message, code, details: { error_code: code } },
  };
}
