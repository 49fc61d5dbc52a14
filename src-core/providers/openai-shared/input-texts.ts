import type { JsonValue } from '../../ports/dialect.ts';
import { isJsonObject } from '../../request/json-value.ts';
import { exactNumberText } from '../../request/json-number.ts';

/**
 * Texts of a `prompt` or `input` field: a string, strings, a list of token numbers or lists of those (openai 7.57.0
 * `CompletionCreateParamsBase.prompt`, `EmbeddingCreateParams.input`). Tokens are shown as `[n tokens]`. Undefined for
 * anything else, an empty list included.
 */
export function inputTexts(value: JsonValue | undefined): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every(isToken)) return [tokensText(value)];
  const texts = value.map((item) => {
    if (typeof item === 'string') return item;
    return Array.isArray(item) && item.every(isToken) ? tokensText(item) : undefined;
  });
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function isToken(value: JsonValue): boolean {
  return typeof value === 'number' || (isJsonObject(value) && exactNumberText(value) !== undefined);
}

function tokensText(tokens: readonly JsonValue[]): string {
  return `[${String(tokens.length)} tokens]`;
}
