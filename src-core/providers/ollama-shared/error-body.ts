import type { JsonObject, OwnError } from '../../ports/dialect.ts';

/** An error as Ollama writes one; ollama 0.6.4 raises `ResponseError` with `error` as its message (`checkOk`). */
export function errorBody({ code, message }: OwnError): JsonObject {
  return { error: message, code };
}
