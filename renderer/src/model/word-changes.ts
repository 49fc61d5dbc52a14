import { diffWordsWithSpace } from 'diff';
import type { TextChange } from '../../../src-core/contracts/differences.ts';

/** Texts that differ in more words than this are shown side by side: marking nearly everything tells nothing. */
const maxEdits = 200;

/** What changed between two texts, word by word; null when they have too little in common to say. */
export function wordChanges(stored: string, asked: string): TextChange[] | null {
  const changes = diffWordsWithSpace(stored, asked, { maxEditLength: maxEdits });
  if (changes === undefined) return null;
  return changes.map(({ value, added, removed }) => ({
    op: added ? 'asked' : removed ? 'stored' : 'same',
    text: value,
  }));
}
