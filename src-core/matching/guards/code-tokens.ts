import type { MatchText } from '../text/read-text.ts';
import type { TextPair } from '../text/text-pair.ts';
import { fileEndings } from '../data/file-endings.ts';
import { aliasAt } from '../text/aliases.ts';
import { lineNumbers, wordSet } from '../text/word-list.ts';
import { units } from '../data/units.ts';
import { agrees, type Finding } from './verdict.ts';

const endings = wordSet(fileEndings);
const unitLines = lineNumbers(units);
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
  const moved = !listed.test(stored.text) && changedPlaces(stored.text, asked.text, storedOrder, askedOrder);
  return moved ? { veto: true, stored: storedOrder, asked: askedOrder } : agrees;
}

/** Two tokens of one kind in another order, neither of which kept the word before it ("to b.txt"). */
function changedPlaces(
  stored: string,
  asked: string,
  storedOrder: readonly string[],
  askedOrder: readonly string[],
): boolean {
  const shared = storedOrder.filter((token) => askedOrder.includes(token));
  const storedLeads = leads(stored, shared);
  const askedLeads = leads(asked, shared);
  const kept = (token: string): boolean => {
    const lead = storedLeads.get(token);
    const isOwn = (all: ReadonlyMap<string, string>): boolean =>
      [...all].every(([other, word]) => other === token || word !== lead);
    return leading.has(lead ?? '') && lead === askedLeads.get(token) && isOwn(storedLeads) && isOwn(askedLeads);
  };
  return shared.some((first, index) =>
    shared.some(
      (second, place) =>
        place > index &&
        askedOrder.indexOf(second) < askedOrder.indexOf(first) &&
        kindOf(first) === kindOf(second) &&
        !kept(first) &&
        !kept(second),
    ),
  );
}

const leading = wordSet('from to in into under on at with without by onto over of against as');
const fillers = wordSet('a an the my our your its this that file folder directory');

/** The word before each token, articles left out. */
function leads(text: string, tokens: readonly string[]): Map<string, string> {
  const words = chunks(text).map(([chunk]) => chunk);
  const found = new Map<string, string>();
  for (const token of tokens) {
    let before = words.indexOf(token) - 1;
    while (fillers.has(words[before]?.toLowerCase() ?? '')) before--;
    found.set(token, words[before]?.toLowerCase() ?? '');
  }
  return found;
}

/** What a token names; only two of one kind can take each other's place. */
function kindOf(token: string): string {
  if (/^--?[a-z]/iu.test(token)) return 'option';
  if (/^[*?]|^\.\w+$/u.test(token)) return 'pattern';
  if (/[/\\~]|\.[a-z]\w*$/iu.test(token)) return 'file';
  return 'name';
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
    const ending = /^\*?\.(\w+)$/u.exec(lower)?.[1];
    if (ending !== undefined && saysEnding(ending, others, words)) return false;
    if (isCaseless(token) && (others.has(lower) || plainForms(lower).some((form) => words.has(form)))) return false;
    // WhatsApp and whatsapp, iPhone and iphone: names rather than identifiers.
    const isName = /^[a-z]+(?:\.(?:com|org|net|js))?$/u.test(lower);
    const bare = lower.replace(/\.\w+$/u, '');
    return !(isName && [lower, bare, bare.replace(/s$/u, ''), `${bare}s`].some((form) => words.has(form)));
  });
}

/** "*.log", ".log", "log files", "JPGs" and "Python files" ask for the same files. */
function saysEnding(ending: string, others: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  const forms = [`*.${ending}`, `.${ending}`];
  const names = [ending, `${ending}s`, ...(endingNames[ending] ?? [])];
  return forms.some((form) => others.has(form)) || names.some((name) => words.has(name));
}

/** What files of an ending are called where the ending itself is no word. */
const endingNames: Readonly<Record<string, readonly string[]>> = {
  py: ['python'],
  js: ['javascript'],
  ts: ['typescript'],
  rb: ['ruby'],
  rs: ['rust'],
  md: ['markdown'],
  txt: ['text'],
  yml: ['yaml'],
  jpg: ['jpeg', 'jpegs'],
  htm: ['html'],
};

/** Identifiers without a mark that keeps its case: S3 and s3, HTTP/1.1 and http/1.1; paths and options keep theirs. */
const isCaseless = (token: string): boolean =>
  /^(?!-)[\w.-]+(?:\/[\d.]+)?(?:\(\))?$/u.test(token) && !token.includes('_');

/** Other ways to write one identifier: SHA-1 and sha1, K8s and Kubernetes, sorted() and sorted. */
function plainForms(lower: string): string[] {
  const called = /^\.?(\w+)\(\)$/u.exec(lower)?.[1];
  const joined = lower.replaceAll('-', '');
  const alias = aliasAt([lower], 0)?.name;
  return [
    lower,
    joined,
    joined.replace(/^([a-z]+)(\d+)$/u, '$1-$2'),
    ...(called ? [called] : []),
    ...(alias ? [alias] : []),
  ];
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

/** What looks like code and isn't; numbers are the numbers guard's. */
const plainShapes: readonly RegExp[] = [
  /^[$€£₹]?\d+(?:[.,]\d+)*(?:%|k|m|bn)?(?:\/\p{L}+)?$/iu, // 1,000, $25k, $9/kg
  /^\d+(?:[.,]\d+)?(?:\p{L}{1,3}|st|nd|rd|th)$/u, // 10MB, 3rd
  /^(?:\p{L}\.)+\p{L}?$/u, // U.S., e.g.
  /^\d+\p{L}+$/u, // 3cases
  /^[$€£₹]?\d+(?:[.,]\d+)?(?:-\p{L}{2,})+$/u, // 12-year-old, 500-level
];

function looksLikeCode(chunk: string): boolean {
  if (plainShapes.some((shape) => shape.test(chunk)) || unitLines.has(chunk.toLowerCase())) return false;
  if (shapes.some((shape) => shape.test(chunk))) return true;
  const ending = /\w\.([a-z\d]{1,10})$/iu.exec(chunk)?.[1]?.toLowerCase();
  return ending !== undefined && endings.has(ending);
}
