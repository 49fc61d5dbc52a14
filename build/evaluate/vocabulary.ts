import { readTokens } from '../../src-core/matching/text/tokens.ts';
import { normaliseText } from '../../src-core/matching/text/normalise.ts';

interface Count {
  documents: number;
  /** Occurrences inside a sentence, and how many of them had a capital. */
  inside: number;
  capital: number;
}

/**
 * Rarer words are left out: they are mostly typing errors and the names of private people, and an unseen word counts as a
 * name anyway. From 3 to 5 the file loses a third of its size, and the question pairs 2 of 988 hits.
 */
const minimumDocuments = 5;
/** Crude words carry no weight in requests worth answering, and need not be shipped. */
const crude =
  /^(?:fuck|shit|bullshit|porn|ma(?:st|str|stru)r?u?bat|mastrub|nigg|whore|slut|bitch|dick(?!ens|inson)|cocks?$|puss(?:y|ies)$|boob|tits?$|cunt|ass(?:hole|es)?$|bastard|fag|horny|blowjob|cum$|cumm|xxx|hentai|bdsm|dildo|incest)/u;

/** Document frequencies of the words in the texts, as the source of data/vocabulary.ts; `^` marks names. */
export function vocabularySource(texts: readonly string[], command: string): string {
  const counts = new Map<string, Count>();
  for (const text of texts) countWords(text, counts);
  const lines = new Map<number, string[]>();
  for (const [word, count] of [...counts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (count.documents < minimumDocuments || crude.test(word) || /[\d`\\$]/u.test(word) || word.length > 24) continue;
    const name = count.inside >= 3 && count.capital / count.inside > 0.8;
    const rounded = roundCount(count.documents);
    lines.set(rounded, [...(lines.get(rounded) ?? []), name ? `${word}^` : word]);
  }
  const body = [...lines]
    .sort(([one], [other]) => other - one)
    .map(([count, words]) => `${String(count)}:${words.join(' ')}`)
    .join('\n');
  return `/* Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; do not edit by hand. */

/** Words by the number of texts that hold them, commonest first, a line per number; \`^\` marks names. */
export const vocabulary = {
  version: 1,
  documents: ${String(texts.length)},
  words: \`${body}\`,
};
`;
}

function countWords(text: string, counts: Map<string, Count>): void {
  const tokens = readTokens(normaliseText(text));
  const capitals = tokens.filter((token) => token.capital).length;
  const sentenceCase = capitals < tokens.length / 2 && capitals > 0;
  const seen = new Set<string>();
  for (const token of tokens) {
    const count = counts.get(token.word) ?? { documents: 0, inside: 0, capital: 0 };
    counts.set(token.word, count);
    if (!seen.has(token.word)) count.documents++;
    seen.add(token.word);
    if (token.opensSentence || !sentenceCase) continue;
    count.inside++;
    if (token.capital) count.capital++;
  }
}

/** Steps of about 5 %, so that words share lines. */
function roundCount(count: number): number {
  return count < 20 ? count : Math.round(1.05 ** Math.round(Math.log(count) / Math.log(1.05)));
}
