import type { JsonObject, OwnError } from '../../ports/dialect.ts';

/** A problem as Replicate writes one; replicate 1.4.0 raises `ApiError` with the body in its message. */
export function errorBody({ code, message, status }: OwnError): JsonObject {
  return { title: code, detail: message, status };
}
