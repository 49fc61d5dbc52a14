import { differenceKinds, type Difference } from '../../../src-core/contracts/differences.ts';

/** What a difference is about: its kind in words, with the name of the part where that says more. */
export function differenceTitle({ kind, name }: Difference): string {
  const words = differenceKinds[kind];
  return name === '' || name === kind || words.includes(name) ? capital(words) : `${capital(words)}: ${name}`;
}

/** Kinds that say it all; their values are nobody's business, or are the sentence itself. */
export function differenceDetail(difference: Difference): { stored: string; asked: string } | null {
  const { kind, stored, asked } = difference;
  if (kind === 'credential' && stored === null && asked === null) return null;
  return { stored: stored ?? 'absent', asked: asked ?? 'absent' };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
