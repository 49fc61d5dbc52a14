import { wordSet } from '../text/word-list.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { agrees, type Finding } from './verdict.ts';

/** Between two things these make their order matter. */
const directed = wordSet(
  'before after than from to into over under instead without because inside by against onto of minus behind above below',
);
/** Of these, the ones that mean the same wherever they stand in the sentence. */
const linking = wordSet('before after than to into over instead without because');
const touching = wordSet('to into over instead without because');
/** Between two things these make their order mean nothing. */
const symmetric = wordSet('and or vs versus nor between with');
/** Relations that read the same from both ends, by stem. */
const mutual = wordSet(
  'date dat married marry related relat connected connect acquaintanc acquainted friend sibl cousin engaged engag different differ similar equal equivalent neighbor next compar meet met near clos twin marri',
);
const articles = wordSet('a an the my your our their his her its this that some');

/**
 * Vetoes two things that changed places: "from Redux to Zustand" and "from Zustand to Redux", "A after B" and "B after
 * A", "did Ann call Bob" and "did Bob call Ann", "was A hired by B" and "did A hire B".
 */
export function swappedRolesGuard({ stored, asked, storedOnly, askedOnly, sameLetters }: TextPair): Finding {
  if (sameLetters && stored.core.length === asked.core.length) return agrees;
  const storedWords = stored.core.filter((token) => !articles.has(token.word));
  const askedWords = asked.core.filter((token) => !articles.has(token.word));
  const swap =
    findExchange(storedWords, askedWords) ??
    findConnected(storedWords, askedWords) ??
    findReturn(storedWords, askedWords) ??
    findPassive(storedWords, askedWords, [...storedOnly, ...askedOnly]);
  return swap ? { veto: true, stored: swap, asked: swap.toReversed() } : agrees;
}

/** Two words that stand in each other's place: the same neighbours, and nothing symmetric between. */
function findExchange(words: readonly Token[], others: readonly Token[]): string[] | null {
  const stems = words.map((token) => token.stem);
  const otherStems = others.map((token) => token.stem);
  const single = (list: readonly string[], stem: string): boolean => list.indexOf(stem) === list.lastIndexOf(stem);
  const shared = words
    .map((token, place) => ({ token, place, other: otherStems.indexOf(token.stem) }))
    .filter(
      ({ token, other }) => other !== -1 && !token.stop && single(stems, token.stem) && single(otherStems, token.stem),
    );
  for (const [index, first] of shared.entries()) {
    for (const second of shared.slice(index + 1)) {
      if (first.other < second.other) continue;
      if (isCoordinated(stems, first.place, second.place) || isCoordinated(otherStems, second.other, first.other))
        continue;
      const left =
        stems[first.place - 1] === otherStems[second.other - 1] &&
        stems[second.place - 1] === otherStems[first.other - 1];
      const right =
        stems[first.place + 1] === otherStems[second.other + 1] &&
        stems[second.place + 1] === otherStems[first.other + 1];
      if (left && right) return [first.token.raw, second.token.raw];
    }
  }
  return null;
}

/** Only symmetric words, or things listed with them, stand between the two places. */
function isCoordinated(stems: readonly string[], from: number, to: number): boolean {
  const between = stems.slice(from + 1, to);
  if (between.some((word) => mutual.has(word))) return true;
  return between.some((word) => symmetric.has(word)) && !between.some((word) => directed.has(word));
}

/** The same directed word between the same things, the other way round. */
function findConnected(words: readonly Token[], others: readonly Token[]): string[] | null {
  const links = readLinks(words);
  const otherLinks = readLinks(others);
  // "Science without religion, religion without science" has both directions itself.
  if (links.some((link) => links.some((other) => areTurned(link, other)))) return null;
  for (const link of links) {
    const turned = otherLinks.find((other) => areTurned(link, other));
    if (turned) return [link.left.join(' '), link.right.join(' ')];
  }
  return null;
}

/** Things beside the word changed sides; beside "to" and its like only what touches it is a thing, the rest may be verbs. */
function areTurned(link: Link, other: Link): boolean {
  if (link.by !== other.by) return false;
  const near = touching.has(link.by) ? 2 : reach;
  const right = link.right.slice(0, near);
  const otherRight = other.right.slice(0, near);
  const toLeft = right.some((stem) => other.left.slice(-near).includes(stem) && !link.left.includes(stem));
  const movable = touching.has(link.by) ? link.left.slice(-1) : link.left;
  return toLeft && movable.some((stem) => otherRight.includes(stem) && !link.right.includes(stem));
}

interface Link {
  left: readonly string[];
  by: string;
  right: readonly string[];
}

const reach = 3;
const substance = (tokens: readonly Token[]): string[] =>
  tokens.filter((token) => !token.stop).map((token) => token.stem);

function readLinks(words: readonly Token[]): Link[] {
  return words.flatMap((token, index) => {
    if (!linking.has(token.word)) return [];
    const left = substance(words.slice(0, index)).slice(-reach);
    const right = substance(words.slice(index + 1)).slice(0, reach);
    return left.length > 0 && right.length > 0 ? [{ left, by: token.word, right }] : [];
  });
}

/** "From network engineer to software engineer" and back: what both ends share says nothing of the way. */
function findReturn(words: readonly Token[], others: readonly Token[]): string[] | null {
  const way = readWay(words);
  const other = readWay(others);
  if (!way || !other) return null;
  const from = way.from.find((stem) => other.to.includes(stem));
  const to = way.to.find((stem) => other.from.includes(stem));
  return from === undefined || to === undefined ? null : [from, to];
}

/** What only the start of "from A to B" names, and what only its end does. */
function readWay(words: readonly Token[]): { from: string[]; to: string[] } | null {
  const start = words.findIndex((token) => token.word === 'from');
  const turn = words.findIndex((token, index) => index > start && token.word === 'to');
  if (start === -1 || turn === -1 || turn - start > reach + 2) return null;
  const from = substance(words.slice(start + 1, turn));
  const to = substance(words.slice(turn + 1, turn + 1 + reach));
  return { from: from.filter((stem) => !to.includes(stem)), to: to.filter((stem) => !from.includes(stem)) };
}

/** "A was hired by B" beside "A hired B": the one who acts must be the same. */
function findPassive(words: readonly Token[], others: readonly Token[], only: readonly Token[]): string[] | null {
  if (!only.some((token) => token.word === 'by')) return null;
  const [passive, active] = words.some((token) => token.word === 'by') ? [words, others] : [others, words];
  const by = passive.findIndex((token) => token.word === 'by');
  const verb = passive[by - 1];
  const agent = passive.slice(by + 1, by + 3).find((token) => !token.stop);
  if (!verb || !agent) return null;
  const verbPlace = active.findIndex((token) => token.stem === verb.stem);
  const agentPlace = active.findIndex((token) => token.stem === agent.stem);
  const patient = passive.slice(0, by - 1).findLast((token) => !token.stop);
  const patientPlace = patient ? active.findIndex((token) => token.stem === patient.stem) : -1;
  if (verbPlace === -1 || agentPlace === -1 || patientPlace === -1 || !patient) return null;
  if (agentPlace !== verbPlace + 1) return null;
  return patientPlace < verbPlace ? [patient.raw, agent.raw] : null;
}
