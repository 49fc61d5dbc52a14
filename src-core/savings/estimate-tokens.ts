import { Tiktoken } from 'js-tiktoken/lite';

/** Texts are counted up to here, in UTF-16 units, and longer ones in proportion: counting holds up requests. */
const maxCounted = 20_000;

let encoder: Tiktoken | undefined;

/**
 * Tokens of a text in OpenAI's o200k_base vocabulary (GPT-4o and later): exact for those models, within some ten percent
 * for others on English text. The vocabulary is loaded on first use.
 */
export async function estimateTokens(text: string): Promise<number> {
  encoder ??= new Tiktoken((await import('js-tiktoken/ranks/o200k_base')).default);
  const counted = encoder.encode(text.slice(0, maxCounted), [], []).length;
  return text.length <= maxCounted ? counted : Math.round((counted * text.length) / maxCounted);
}
