import type { MatchText } from '../text/read-text.ts';
import { readTokens, type Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { negators } from '../data/words.ts';
import { wordSet } from '../text/word-list.ts';
import type { Finding } from './verdict.ts';

const quoted = /"([^"\n]{1,200})"|(?<![\w)])[`']([^`'\n]{1,200})[`'](?!\w)/gu;

/** Vetoes a quoted string of one text that the other has neither quoted nor plain. */
export function quotedGuard({ stored, asked }: TextPair): Finding {
  const storedOnly = missing(stored, asked);
  const askedOnly = missing(asked, stored);
  return { veto: storedOnly.length + askedOnly.length > 0, stored: storedOnly, asked: askedOnly };
}

function missing(text: MatchText, other: MatchText): string[] {
  const strings = [...text.text.matchAll(quoted)].map(([, double, single]) => double ?? single ?? '');
  if (strings.length === 0) return [];
  const words = ` ${wordsOf(other.tokens)} `;
  const isPlain = other.text.search(quoted) === -1;
  return strings.filter((string) => {
    const tokens = readTokens(string);
    if (tokens.length === 0) return string.trim() !== '' && !other.text.includes(string.trim());
    return !words.includes(` ${wordsOf(tokens)} `) && !(isPlain && isRetold(tokens, other));
  });
}

/** "It says 'Your connection is not private'" and "it warns the connection isn't private": all that matters, in order. */
function isRetold(tokens: readonly Token[], other: MatchText): boolean {
  const meant = tokens.filter((token) => !token.stop || negations.has(token.word));
  let place = -1;
  return (
    meant.length > 1 &&
    meant.every((token) => {
      place = other.tokens.findIndex((found, index) => index > place && found.stem === token.stem);
      return place !== -1;
    })
  );
}

const negations = wordSet(negators);
/** "And" may be written "&", which is no word. */
const wordsOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => token.word)
    .filter((word) => word !== 'and')
    .join(' ');
