import { useMemo } from 'react';
import { wordChanges } from '../model/word-changes.ts';
import { WordDiff } from './word-diff.tsx';

/** A stored text and one that was asked: as one text with its changes marked, or below each other when they share little. */
export function TextPair({ stored, asked }: { stored: string; asked: string }) {
  const changes = useMemo(() => wordChanges(stored, asked), [stored, asked]);
  if (changes !== null) return <WordDiff changes={changes} />;
  return (
    <dl className="text-pair">
      <dt>Stored</dt>
      <dd>{stored}</dd>
      <dt>Asked</dt>
      <dd>{asked}</dd>
    </dl>
  );
}
