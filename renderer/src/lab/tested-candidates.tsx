import type { MatchTest } from '../../../src-core/contracts/match-lab.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatRoute } from '../router/route.ts';
import { Badge } from '../ui/badge.tsx';
import { CandidateFacts } from '../ui/candidate-facts.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { EmptyState } from '../ui/states.tsx';
import { TextPair } from '../ui/text-pair.tsx';

const shown = 8;

/** The stored requests nearest to a text, each with whether it would serve at the target and why. */
export function TestedCandidates(props: { text: string; project: string; model: string; target: number }) {
  const { text, project, model, target } = props;
  const tested = useOperation(
    'match.test',
    {
      text,
      target,
      limit: shown,
      ...(project === '' ? {} : { project }),
      ...(model === '' ? {} : { model }),
    },
    { keepPrevious: true, fresh: true },
  );
  return (
    <div aria-live="polite" aria-busy={tested.isFetching}>
      <QueryView query={tested}>
        {(value) => (
          <div className="lab-results">
            {value.obstacle === null ? null : (
              <p className="warn">As a request this text would not be compared by meaning: {value.obstacle}</p>
            )}
            {value.candidates.length === 0 ? (
              <EmptyState title="Nothing stored is near this text" />
            ) : (
              <ol className="lab-list" aria-label="Nearest entries">
                {value.candidates.map((candidate) => (
                  <Candidate key={candidate.entryId} candidate={candidate} text={text} />
                ))}
              </ol>
            )}
          </div>
        )}
      </QueryView>
    </div>
  );
}

function Candidate({ candidate, text }: { candidate: MatchTest['candidates'][number]; text: string }) {
  const { entryId, serves, storedText, project, model, upstream } = candidate;
  return (
    <li className="lab-item">
      <div className="lab-item-head">
        <Badge tone={serves ? 'hit' : 'miss'}>{serves ? 'SERVES' : 'DOES NOT SERVE'}</Badge>
        <a href={formatRoute({ screen: 'entries', id: entryId })}>Show the entry</a>
        <span className="dim truncate">
          {project} · {model} · {upstream}
        </span>
      </div>
      <TextPair stored={storedText} asked={text} />
      <CandidateFacts candidate={candidate} />
    </li>
  );
}
