import type { JsonObject, OwnError } from '../../ports/dialect.ts';

/** Names of google.rpc.Code for HTTP statuses (googleapis `google/rpc/code.proto`). */
const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
  508: 'FAILED_PRECONDITION',
};

/**
 * An error as Google's APIs write one (google.rpc.Status in JSON), from which @google/genai raises `ApiError` and
 * @ai-sdk/google its APICallError; our code is the reason of an ErrorInfo.
 */
export function errorBody({ code, message, status }: OwnError): JsonObject {
  return {
    error: {
      code: status,
      message,
      status: statusNames[status] ?? 'UNKNOWN',
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'semcache' }],
    },
  };
}
