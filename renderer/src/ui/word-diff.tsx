import type { TextChange } from '../../../src-core/contracts/differences.ts';
import './word-diff.css';

/** A text with its changes marked in place: by sign and line as well as colour, and in words for a screen reader. */
export function WordDiff({ changes }: { changes: readonly TextChange[] }) {
  return (
    <p className="word-diff">
      {changes.map(({ op, text }, index) => {
        // Changes never move: they belong to one pair of texts.
        const key = `${op} ${String(index)}`;
        if (op === 'same') return <span key={key}>{text}</span>;
        return op === 'stored' ? (
          <del key={key}>
            <span className="visually-hidden">[only in the stored text: </span>
            {text}
            <span className="visually-hidden">]</span>
          </del>
        ) : (
          <ins key={key}>
            <span className="visually-hidden">[only in this text: </span>
            {text}
            <span className="visually-hidden">]</span>
          </ins>
        );
      })}
    </p>
  );
}
