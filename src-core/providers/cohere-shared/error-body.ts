import type { JsonObject, OwnError } from '../../ports/dialect.ts';

/** An error as Cohere writes one; cohere-ai 8.1.0 raises the class of its status and shows the body. */
export function errorBody({ code, message }: OwnError): JsonObject {
  return { message, code };
}
