import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { fileEndings } from '../data/file-endings.ts';
import { wordSet } from '../text/word-list.ts';
import { agrees, type Finding } from './verdict.ts';

const endings = wordSet(fileEndings);
const shapes: readonly RegExp[] = [
  /[_\\=<>{}[\]$@|*~^]/u, // identifiers, patterns, e-mail addresses, operators
  /^\.{0,2}\/\S|\w\/\w.*[./]|\w\/$/u, // paths
  /:\/\//u, // URLs
  /\w\(\)|\w\([^)]*[,="'_]/u, // calls
  /^--?[a-z]/iu, // options
  /^v?\d+(?:\.\d+){1,}[\w.-]*$/iu, // versions
  /^(?=.*\d)(?=.*[a-z])[a-z\d]+(?:[-.:][a-z\d]+)*$/iu, // identifiers with digits: ns1, b12, 4xx
  /^[a-z]+[A-Z][a-z]/u, // camelCase
  /^\.[a-z]\w*$/iu, // dot files and bare endings
];

/** Marks that mean something even where the letters around them agree; anything else is then a slipped space. */
const marked = /[_\\=<>{}[\]$@|*~^/]|^-/u;

/** A list names its members in any order. */
const listed = /\s(?:and|or|vs\.?|versus)\s|[,&]/u;

/** Vetoes code-like words (paths, URLs, e-mails, versions, options, identifiers) that the other text lacks. */
export function codeTokensGuard({ stored, asked, sameLetters }: TextPair): Finding {
  const counts = (token: string): boolean => !sameLetters || marked.test(token);
  const storedOnly = missing(stored, asked).filter(counts);
  const askedOnly = missing(asked, stored).filter(counts);
  if (storedOnly.length + askedOnly.length > 0) return { veto: true, stored: storedOnly, asked: askedOnly };
  // "copy a.txt to b.txt" and "copy b.txt to a.txt" name the same files.
  const storedOrder = readCodeTokens(stored.text);
  const askedOrder = readCodeTokens(asked.text);
  const moved =
    storedOrder.length === askedOrder.length &&
    storedOrder.toSorted().join(' ') === askedOrder.toSorted().join(' ') &&
    storedOrder.join(' ') !== askedOrder.join(' ');
  return moved && !listed.test(stored.text) ? { veto: true, stored: storedOrder, asked: askedOrder } : agrees;
}

function missing(text: MatchText, other: MatchText): string[] {
  const found = readCodeTokens(text.text);
  if (found.length === 0) return [];
  const others = new Set(
    chunks(other.text).flatMap(([chunk]) => [chunk, chunk.toLowerCase(), chunk.toLowerCase().replace(/^\./u, '')]),
  );
  const words = new Set(other.tokens.map((token) => token.word));
  return found.filter((token) => {
    const lower = token.toLowerCase();
    if (others.has(token) || (/^\.\w+$/u.test(lower) && others.has(lower.slice(1)))) return false;
    // WhatsApp and whatsapp, iPhone and iphone: names rather than identifiers.
    const ending = /^\*?\.(\w+)$/u.exec(lower)?.[1];
    // "*.log", ".log" and "log files" ask for the same files.
    if (ending !== undefined && [`*.${ending}`, `.${ending}`].some((form) => others.has(form))) return false;
    if (ending !== undefined && words.has(ending)) return false;
    const isName = /^[a-z]+(?:\.(?:com|org|net|js))?$/u.test(lower);
    const bare = lower.replace(/\.\w+$/u, '');
    return !(isName && [lower, bare, bare.replace(/s$/u, ''), `${bare}s`].some((form) => words.has(form)));
  });
}

function readCodeTokens(text: string): string[] {
  return chunks(text)
    .filter(([chunk, isQuotedCode]) => isQuotedCode || looksLikeCode(chunk))
    .map(([chunk]) => chunk);
}

/** Text cut at white space and stripped of closing punctuation and quotes; the flag says it stood in backquotes. */
function chunks(text: string): [string, boolean][] {
  return [...text.matchAll(/`([^`]+)`|(\S+)/gu)]
    .map(([, code, word = '']): [string, boolean] => [
      code ?? stripEnds(word),
      code !== undefined && /[^\w\s]/u.test(code),
    ])
    .filter(([chunk]) => /[\p{L}\p{N}]/u.test(chunk));
}

function stripEnds(word: string): string {
  let chunk = word.replace(/^["'“”‘’,;:!]+/u, '').replace(/["'“”‘’.,;:?!]+$/u, '');
  if (chunk.startsWith('(') || (chunk.endsWith(')') && !chunk.includes('(')))
    chunk = chunk.replace(/^\(+/u, '').replace(/\)+$/u, '');
  return chunk.replace(/["'.,;:?!]+$/u, '').replace(/'s$/u, '');
}

function looksLikeCode(chunk: string): boolean {
  if (/^[$€£₹]?\d+(?:[.,]\d+)*%?$/u.test(chunk)) return false; // plain numbers are the numbers guard's
  if (/^\d+(?:[.,]\d+)?(?:\p{L}{1,3}|st|nd|rd|th)$/u.test(chunk)) return false; // 10MB, 3rd
  if (/^(?:\p{L}\.)+\p{L}?$/u.test(chunk)) return false; // U.S., e.g.
  if (/^\d+\p{L}+$/u.test(chunk)) return false; // 3cases
  if (shapes.some((shape) => shape.test(chunk))) return true;
  const ending = /\w\.([a-z\d]{1,10})$/iu.exec(chunk)?.[1]?.toLowerCase();
  return ending !== undefined && endings.has(ending);
}
