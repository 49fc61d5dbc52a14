import type { MatchCandidate, SemanticLookup } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatRoute } from '../router/route.ts';
import { CandidateFacts } from '../ui/candidate-facts.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import { TextPair } from '../ui/text-pair.tsx';

/** Longest prompt that a list of entries shows whole, in characters. */
const wholePreview = 299;

/** What was compared by meaning, nearest first. `asked` is the request's own text, where it is known. */
export function CandidateList({ lookup, asked }: { lookup: SemanticLookup; asked: string | null }) {
  const ids = lookup.candidates.map((candidate) => candidate.entryId);
  const entries = useOperation('entries.list', { filter: { ids } });
  const promptOf = (id: string): string | null =>
    entries.data?.items.find((entry) => entry.id === id)?.promptPreview ?? (entries.data === undefined ? '…' : null);
  return (
    <section aria-label="By meaning">
      <h3>By meaning</h3>
      {lookup.obstacle === null ? null : <p className="dim">Nothing was compared: {lookup.obstacle}</p>}
      {lookup.obstacle === null && lookup.candidates.length === 0 ? (
        <p className="dim">No stored request is of the same kind.</p>
      ) : null}
      <ol className="turns">
        {lookup.candidates.map((candidate) => (
          <Candidate key={candidate.entryId} candidate={candidate} prompt={promptOf(candidate.entryId)} asked={asked} />
        ))}
      </ol>
    </section>
  );
}

function Candidate(props: { candidate: MatchCandidate; prompt: string | null; asked: string | null }) {
  const { candidate, prompt, asked } = props;
  return (
    <li className="turn candidate">
      {prompt === null ? (
        <span className="turn-role">The stored request has been removed since.</span>
      ) : (
        <>
          <a href={formatRoute({ screen: 'entries', id: candidate.entryId })} className="turn-role">
            Stored request
          </a>
          {asked !== null && prompt.length <= wholePreview && prompt !== '…' ? (
            <TextPair stored={prompt} asked={oneLine(asked)} />
          ) : (
            <PlainText text={prompt} />
          )}
        </>
      )}
      <CandidateFacts candidate={candidate} />
    </li>
  );
}

/** As previews have it, so that line breaks count as no difference. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
