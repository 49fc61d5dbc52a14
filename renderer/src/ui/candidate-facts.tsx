import type { MatchCandidate } from '../../../src-core/contracts/views.ts';
import { formatConfidence } from '../model/format-number.ts';
import { differencesOf, matchReasonWords } from '../model/match-words.ts';
import { Facts } from './facts.tsx';
import './candidate-facts.css';

/** How a stored request was judged: closeness, verifier, confidence against the target, and the words that differ. */
export function CandidateFacts({ candidate }: { candidate: MatchCandidate }) {
  const { cosine, logit, confidence, target, reason } = candidate;
  return (
    <div className="candidate">
      <p className="candidate-reason">{matchReasonWords(reason)}</p>
      <ConfidenceBar confidence={confidence} target={target} />
      <Facts
        items={[
          { name: 'Closeness', value: `${formatConfidence(cosine)} (cosine)` },
          { name: 'Verifier', value: logit === null ? 'not asked: a guard had decided' : logit.toFixed(2) },
          {
            name: 'Confidence',
            value: `${confidence === null ? 'none' : formatConfidence(confidence)}, target ${formatConfidence(target)}`,
          },
          ...differencesOf(candidate).map(({ name, stored, asked }) => ({
            name,
            value: (
              <>
                <span className="dim">stored</span> {stored} <span className="dim">asked</span> {asked}
              </>
            ),
          })),
        ]}
      />
    </div>
  );
}

/** Everything below is far from any target; the scale begins where targets may lie. */
const scaleFrom = 0.8;
const place = (value: number): string => `${String(Math.max(0, (value - scaleFrom) / (1 - scaleFrom)) * 100)}%`;

/** The same two figures as a picture; the words beside it say them. */
function ConfidenceBar({ confidence, target }: { confidence: number | null; target: number }) {
  if (confidence === null) return null;
  return (
    <div className="confidence-bar" aria-hidden>
      <div style={{ width: place(confidence) }} data-reached={confidence >= target || undefined} />
      <i style={{ left: place(target) }} />
    </div>
  );
}
