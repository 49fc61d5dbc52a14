import type { MatchText } from '../text/read-text.ts';
import { readTokens, type Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
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
  return strings.filter((string) => {
    const wanted = wordsOf(readTokens(string));
    return wanted === '' ? string.trim() !== '' && !other.text.includes(string.trim()) : !words.includes(` ${wanted} `);
  });
}

const wordsOf = (tokens: readonly Token[]): string => tokens.map((token) => token.word).join(' ');
