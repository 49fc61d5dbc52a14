import { diffWordsWithSpace } from 'diff';
import type { TextChange } from '../contracts/differences.ts';
import { redactSecrets } from '../support/redact-secrets.ts';

/** Longest value and longest run of unchanged text shown, in UTF-16 units. */
const maxLength = 300;
const maxSameLength = 60;
/** Beyond this many changed words, saying what changed takes longer than reading both; looking for them, milliseconds. */
const maxEdits = 150;
const maxChanges = 40;
/** Longer texts are compared from where they begin to differ. */
const maxCompared = 8000;
const maxRead = 200_000;

/** A value for people: cut, white space as it was. */
export function shorten(text: string | null): string | null {
  if (text === null) return null;
  // A cut must not leave half a credential that no longer looks like one.
  const safe = redactSecrets(text.slice(0, maxLength * 8));
  return text.length <= maxLength ? safe : `${safe.slice(0, maxLength)}… (${String(text.length)} characters)`;
}

/**
 * What changed between two texts, word by word, with a little of what stayed around it; null when they have next to
 * nothing in common. Bounded in time and size whatever the texts are.
 */
export function changedText(stored: string, asked: string): TextChange[] | null {
  return compare(redactSecrets(stored.slice(0, maxRead)), redactSecrets(asked.slice(0, maxRead)));
}

function compare(stored: string, asked: string): TextChange[] | null {
  const start = commonStart(stored, asked);
  const changes = diffWordsWithSpace(
    stored.slice(start, start + maxCompared),
    asked.slice(start, start + maxCompared),
    { maxEditLength: maxEdits },
  );
  if (changes === undefined) return null;
  const runs = changes.map(({ added, removed, value }): TextChange => {
    if (added) return { op: 'asked', text: value };
    return { op: removed ? 'stored' : 'same', text: value };
  });
  if (start > 0) runs.unshift({ op: 'same', text: stored.slice(Math.max(0, start - maxSameLength), start) });
  return runs
    .slice(0, maxChanges)
    .map(({ op, text }) => ({ op, text: op === 'same' ? around(text) : (shorten(text) ?? '') }));
}

/** Length of the common beginning, back to a word's border. */
function commonStart(one: string, other: string): number {
  const limit = Math.min(one.length, other.length);
  let length = 0;
  while (length < limit && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  while (length > 0 && !/\s/.test(one[length - 1] ?? '')) length -= 1;
  return length;
}

/** Both ends of an unchanged run; what lies between tells nothing. */
function around(text: string): string {
  if (text.length <= maxSameLength * 2) return text;
  return `${text.slice(0, maxSameLength)} … ${text.slice(-maxSameLength)}`;
}
