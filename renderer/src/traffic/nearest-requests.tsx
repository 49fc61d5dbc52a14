import type { MatchCandidate, SemanticLookup } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatConfidence } from '../model/format-number.ts';
import { differencesOf, matchReasonWords } from '../model/match-words.ts';
import { formatRoute } from '../router/route.ts';
import { Facts } from '../ui/facts.tsx';
import { PlainText } from '../ui/plain-text.tsx';

/** What was compared by meaning, and what exactly differed. */
export function NearestRequests({ lookup }: { lookup: SemanticLookup }) {
  const ids = lookup.candidates.map((candidate) => candidate.entryId);
  const entries = useOperation('entries.list', { filter: { ids } });
  const promptOf = (id: string): string =>
    entries.data?.items.find((entry) => entry.id === id)?.promptPreview ??
    (entries.data === undefined ? '…' : '(removed since)');
  return (
    <div>
      <h3>By meaning</h3>
      {lookup.obstacle === null ? null : <p className="dim">Nothing was compared: {lookup.obstacle}</p>}
      {lookup.obstacle === null && lookup.candidates.length === 0 ? (
        <p className="dim">No stored request is of the same kind.</p>
      ) : null}
      <ol className="turns">
        {lookup.candidates.map((candidate) => (
          <Candidate key={candidate.entryId} candidate={candidate} prompt={promptOf(candidate.entryId)} />
        ))}
      </ol>
    </div>
  );
}

function Candidate({ candidate, prompt }: { candidate: MatchCandidate; prompt: string }) {
  const { entryId, cosine, confidence, target, reason } = candidate;
  return (
    <li className="turn">
      <a href={formatRoute({ screen: 'entries', id: entryId })} className="turn-role">
        Stored request
      </a>
      <PlainText text={prompt} />
      <p className="candidate-reason">{matchReasonWords(reason)}</p>
      <Facts
        items={[
          {
            name: 'Confidence',
            value: `${confidence === null ? 'not asked' : formatConfidence(confidence)}, target ${formatConfidence(target)}`,
          },
          { name: 'Closeness', value: `${formatConfidence(cosine)} (cosine)` },
          ...differencesOf(candidate).map(({ name, stored, asked }) => ({
            name,
            value: `stored ${stored}; asked ${asked}`,
          })),
        ]}
      />
    </li>
  );
}
