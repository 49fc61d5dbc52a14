import { wordSet } from '../text/word-list.ts';
import type { Token } from '../text/tokens.ts';
import type { TextPair } from '../text/text-pair.ts';
import { findDepth } from './depth.ts';
import { agrees, type Finding } from './verdict.ts';

const openers = wordSet(
  'for in with without at on during under using as from within among if when while via per through inside outside besides except despite against by across over unless',
);
/** Additions that leave the question what it was. */
const idle = wordSet(
  'world general online today people someone anyone everyone life day time way thing things lot person order case term home earth internet example mind opinion possible ever one average reading human want wish',
);

/**
 * Vetoes an added condition or scope: one text is the other plus a phrase ("best course" / "best course for a future
 * job"), every other word being the same; or what lies in a directory against what lies below it too.
 */
export function qualifierGuard(pair: TextPair): Finding {
  return findDepth(pair) ?? findAdded(pair);
}

function findAdded({ stored, asked, storedOnly, askedOnly }: TextPair): Finding {
  const storedMeant = storedOnly.filter(isMeant);
  const askedMeant = askedOnly.filter(isMeant);
  if (storedMeant.length === 0 && askedMeant.length > 0) return addedPhrase(asked.core, askedOnly, 'asked');
  if (askedMeant.length === 0 && storedMeant.length > 0) return addedPhrase(stored.core, storedOnly, 'stored');
  return agrees;
}

const isMeant = (token: Token): boolean => !token.stop && !idle.has(token.word) && !openers.has(token.word);

function addedPhrase(core: readonly Token[], only: readonly Token[], side: 'stored' | 'asked'): Finding {
  const added = new Set(only);
  const first = core.findIndex((token) => added.has(token) && isMeant(token));
  const opens = (token: Token | undefined): boolean =>
    token !== undefined && added.has(token) && openers.has(token.word);
  // The phrase opens with a new preposition before its first new word.
  let start = first;
  while (start > 0 && !opens(core[start])) {
    start--;
    const word = core[start];
    if (word && !word.stop && !added.has(word)) return agrees;
  }
  const opener = core[start];
  if (!opener || !opens(opener)) return agrees;
  const phrase = core
    .slice(start)
    .filter((token) => added.has(token))
    .map((token) => token.raw);
  return { veto: true, stored: side === 'stored' ? phrase : [], asked: side === 'asked' ? phrase : [] };
}
