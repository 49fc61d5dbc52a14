import type { MatchReplay, ReplayPoint } from '../contracts/match-lab.ts';
import type { MatchCandidate } from '../contracts/views.ts';
import type { LoggedLookup } from '../ports/request-log.ts';

/** Targets of the curve, from relaxed to strict. */
const curveTargets = [0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.995] as const;
const maxPairs = 200;

export interface ReplayQuestion {
  target: number;
  /** US dollars for the tokens of a request. */
  dollarsOf: (lookup: LoggedLookup) => number;
  /** Texts and mark of a pair, read only for the pairs that are shown. */
  pairOf: (
    lookup: LoggedLookup,
    candidate: MatchCandidate,
  ) => Pick<MatchReplay['pairs'][number], 'storedText' | 'askedText' | 'verdict'>;
}

/**
 * What logged lookups would have given at other targets. Each is judged on what was found when it came: the log has the
 * confidence of every candidate that passed the guards, so nothing is compared anew and the cache is not touched. A hit
 * more would have stored an answer less, which later lookups might have missed; such second effects are left out.
 */
export function replayLog(lookups: readonly LoggedLookup[], question: ReplayQuestion): MatchReplay {
  const { target, dollarsOf } = question;
  const at = (point: number): ReplayPoint => pointAt(lookups, point, dollarsOf);
  const instants = lookups.map((lookup) => lookup.at);
  return {
    requests: lookups.length,
    from: instants.length === 0 ? null : Math.min(...instants),
    to: instants.length === 0 ? null : Math.max(...instants),
    target,
    chosen: at(target),
    curve: curveTargets.map(at),
    pairs: changedPairs(lookups, question),
  };
}

function pointAt(
  lookups: readonly LoggedLookup[],
  target: number,
  dollarsOf: ReplayQuestion['dollarsOf'],
): ReplayPoint {
  const point = { target, hits: 0, gained: 0, lost: 0, tokens: 0, dollars: 0 };
  for (const lookup of lookups) {
    const serves = servingCandidate(lookup, target) !== undefined;
    if (serves) point.hits += 1;
    if (serves === lookup.wasHit) continue;
    const sign = serves ? 1 : -1;
    point[serves ? 'gained' : 'lost'] += 1;
    point.tokens += sign * tokensOf(lookup);
    point.dollars += sign * dollarsOf(lookup);
  }
  return point;
}

function changedPairs(lookups: readonly LoggedLookup[], { target, pairOf }: ReplayQuestion): MatchReplay['pairs'] {
  return lookups
    .flatMap((lookup) => {
      const candidate = servingCandidate(lookup, target);
      if ((candidate !== undefined) === lookup.wasHit) return [];
      const shown = candidate ?? mostCertain(lookup);
      const change = candidate === undefined ? ('lost' as const) : ('gained' as const);
      return shown === undefined ? [] : [{ lookup, candidate: shown, change }];
    })
    .toSorted((one, other) => (other.candidate.confidence ?? 0) - (one.candidate.confidence ?? 0))
    .slice(0, maxPairs)
    .map(({ lookup, candidate, change }) => ({
      ...candidate,
      requestId: lookup.id,
      at: lookup.at,
      change,
      tokens: tokensOf(lookup),
      ...pairOf(lookup, candidate),
    }));
}

const tokensOf = ({ usage }: LoggedLookup): number => usage?.totalTokens ?? 0;

function mostCertain({ semantic }: LoggedLookup): MatchCandidate | undefined {
  return semantic.candidates
    .filter(({ confidence }) => confidence !== null)
    .toSorted((one, other) => (other.confidence ?? 0) - (one.confidence ?? 0))[0];
}

/** The candidate that serves at a target; a pair the owner confirmed or forbade keeps that. */
function servingCandidate(lookup: LoggedLookup, target: number): MatchCandidate | undefined {
  const confirmed = lookup.semantic.candidates.find(({ reason }) => reason === 'confirmed');
  if (confirmed !== undefined) return confirmed;
  return lookup.semantic.candidates
    .filter(({ reason }) => reason !== 'forbidden' && reason !== 'guard')
    .filter(({ confidence, target: applied }) => {
      if (confidence === null) return false;
      // Marks on an entry moved its target by so much; they would at another target, too.
      const strictness = logOdds(applied) - logOdds(lookup.semantic.target);
      return confidence >= logistic(logOdds(target) + strictness);
    })
    .toSorted((one, other) => (other.confidence ?? 0) - (one.confidence ?? 0))[0];
}

const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));
const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
