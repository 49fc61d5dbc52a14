import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReplayPair } from '../../../src-core/contracts/match-lab.ts';
import { formatCount, formatPlural } from '../model/format-number.ts';
import { formatRoute } from '../router/route.ts';
import { Badge } from '../ui/badge.tsx';
import { CandidateFacts } from '../ui/candidate-facts.tsx';
import { MarkButtons } from '../ui/mark-buttons.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { TextPair } from '../ui/text-pair.tsx';

const pageRows = 10;

/** The pairs that the target would change, most certain first, each to be marked right or wrong. */
export function PairList({ pairs, changed }: { pairs: readonly ReplayPair[]; changed: number }) {
  const [rows, setRows] = useState(pageRows);
  if (pairs.length === 0) return <p className="dim">At this target nothing would change.</p>;
  return (
    <section aria-label="Pairs that would change" className="lab-results">
      <h3>
        {formatPlural(changed, 'request')} would be answered differently
        {changed > pairs.length ? `; the ${formatCount(pairs.length)} most certain are listed` : ''}
      </h3>
      <ol className="lab-list">
        {pairs.slice(0, rows).map((pair) => (
          <Pair key={pair.requestId} pair={pair} />
        ))}
      </ol>
      {pairs.length > rows ? (
        <Button variant="default" onClick={() => setRows(rows + pageRows)}>
          Show more ({formatCount(pairs.length - rows)} left)
        </Button>
      ) : null}
    </section>
  );
}

function Pair({ pair }: { pair: ReplayPair }) {
  const { change, requestId, at, tokens, storedText, askedText } = pair;
  const gained = change === 'gained';
  return (
    <li className="lab-item">
      <div className="lab-item-head">
        <Badge tone={gained ? 'hit' : 'miss'}>{gained ? 'WOULD MATCH' : 'WOULD BE LOST'}</Badge>
        <a href={formatRoute({ screen: 'traffic', id: requestId })}>Show the request</a>
        <span className="dim">
          <RelativeTime at={at} />, {formatPlural(tokens, 'token')}
        </span>
        <MarkButtons requestId={requestId} verdict={pair.verdict} {...(gained ? { entryId: pair.entryId } : {})} />
      </div>
      {storedText !== null && askedText !== null ? (
        <TextPair stored={storedText} asked={askedText} />
      ) : (
        <>
          {storedText === null ? null : <PlainText text={storedText} />}
          <p className="dim">
            {storedText === null
              ? 'The stored request has been removed since.'
              : 'What was asked is not kept: its answer was not stored.'}
          </p>
        </>
      )}
      <CandidateFacts candidate={pair} />
    </li>
  );
}
