import type { Difference, Nearest } from '../../../src-core/contracts/differences.ts';
import { differenceDetail, differenceTitle } from '../model/difference-words.ts';
import { formatRoute } from '../router/route.ts';
import { PlainText } from '../ui/plain-text.tsx';
import { WordDiff } from '../ui/word-diff.tsx';
import '../ui/word-diff.css';

/** The stored request nearest to one that missed, and every single thing in which they differ. */
export function NearestStored({ nearest }: { nearest: Nearest }) {
  const { entryId, promptPreview, differences } = nearest;
  return (
    <section aria-label="Nearest stored request">
      <h3>Nearest stored request</h3>
      <div className="turn">
        {entryId === null ? (
          <span className="turn-role">Answered, but not stored</span>
        ) : (
          <a href={formatRoute({ screen: 'entries', id: entryId })} className="turn-role">
            Show the entry
          </a>
        )}
        <PlainText text={promptPreview} />
      </div>
      <h3 className="differences-title">What differs</h3>
      {differences.length === 0 ? <p className="dim">Nothing that is known.</p> : null}
      <ul className="differences">
        {differences.map((difference, index) => (
          // Differences belong to one stored request and never move; a name may occur under two kinds.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${difference.kind} ${difference.name} ${String(index)}`}>
            <span className="difference-title">{differenceTitle(difference)}</span>
            <DifferenceBody difference={difference} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DifferenceBody({ difference }: { difference: Difference }) {
  if (difference.changes !== null) return <WordDiff changes={difference.changes} />;
  if (difference.kind === 'expired') return <p className="dim">It expired at {difference.stored}.</p>;
  if (difference.kind === 'not_stored') return <p className="dim">{difference.stored ?? difference.name}</p>;
  const detail = differenceDetail(difference);
  if (detail === null) return null;
  return (
    <dl className="text-pair">
      <dt>Stored</dt>
      <dd>{detail.stored}</dd>
      <dt>This one</dt>
      <dd>{detail.asked}</dd>
    </dl>
  );
}
