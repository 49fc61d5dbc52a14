import {
  candidateLimit,
  cosineFloor,
  decideCandidate,
  guardCandidate,
  type Candidate,
} from '../../src-core/matching/decide.ts';
import type { MatchText } from '../../src-core/matching/text/read-text.ts';
import type { LocalModels } from './local-models.ts';
import { isEligible, readTexts } from './measure-pairs.ts';
import { earlierNeighbours, type Neighbours } from './neighbours.ts';
import type { StreamRow } from './read-rows.ts';
import { staticThresholds } from './evaluate-pairs.ts';

export interface StreamCount {
  exact: number;
  semantic: number;
  semanticRight: number;
}

/** One semantic hit of a stream, for reading. */
export interface StreamHit {
  stored: string;
  asked: string;
  right: boolean;
  confidence: number;
}

export interface StreamReport extends StreamCount {
  requests: number;
  /** Share of semantic hits whose answer is the right one; null without hits. */
  precision: number | null;
  /** Wrong semantic hits per request. */
  falseHitRate: number;
  baselines: Record<string, { threshold?: number; semantic: number; semanticRight: number }>;
}

/** A stream read once: distinct texts with their earlier neighbours. */
export interface MeasuredStream {
  rows: readonly StreamRow[];
  texts: readonly string[];
  placeOf: ReadonlyMap<string, number>;
  read: ReadonlyMap<string, MatchText>;
  eligible: readonly boolean[];
  neighbours: Neighbours;
  candidates: Map<string, Candidate>;
  logits: Map<string, number>;
}

/** Picks the stored place to serve for a distinct text, or null; `isStored` tells what the cache holds by then. */
type Policy = (place: number, isStored: (place: number) => boolean) => { place: number; confidence: number } | null;

export async function measureStream(rows: readonly StreamRow[], models: LocalModels): Promise<MeasuredStream> {
  const texts = [...new Set(rows.map((row) => row.text))];
  const embeddings = await models.embed(texts);
  const known = texts.map((text) => {
    const embedding = embeddings.get(text);
    if (!embedding) throw new Error('a text of the stream was not embedded');
    return embedding;
  });
  return {
    rows,
    texts,
    placeOf: new Map(texts.map((text, place) => [text, place])),
    read: readTexts(texts),
    eligible: texts.map((text, place) =>
      isEligible(text, known[place] ?? { vector: new Float32Array(), unknownShare: 1, pieces: 0 }),
    ),
    neighbours: earlierNeighbours(
      known.map(({ vector }) => vector),
      cosineFloor,
    ),
    candidates: new Map(),
    logits: new Map(),
  };
}

/**
 * Plays a stream into an empty cache. Which pairs the verifier sees depends on what is stored by then, so the play is
 * repeated until it asks for no pair whose logit is not known yet.
 */
export async function playStream(
  stream: MeasuredStream,
  target: number,
  models: LocalModels,
): Promise<{ count: StreamCount; hits: StreamHit[] }> {
  for (;;) {
    const missing = new Map<string, { stored: string; asked: string }>();
    const played = play(stream, ourPolicy(stream, target, missing));
    if (missing.size === 0) return played;
    const pairs = [...missing];
    const logits = await models.verify(pairs.map(([, pair]) => pair));
    pairs.forEach(([key], index) => stream.logits.set(key, logits[index] ?? Number.NaN));
  }
}

export function reportStream(stream: MeasuredStream, ours: StreamCount): StreamReport {
  const requests = stream.rows.length;
  const falseHits = ours.semantic - ours.semanticRight;
  const baselines: StreamReport['baselines'] = {};
  for (const threshold of staticThresholds) {
    const { semantic, semanticRight } = play(stream, staticPolicy(stream, threshold)).count;
    baselines[`cosine${threshold.toFixed(2)}`] = { semantic, semanticRight };
  }
  let hindsight = { threshold: 1, semantic: 0, semanticRight: 0 };
  for (let step = 700; step < 1000; step += 5) {
    const threshold = step / 1000;
    const { semantic, semanticRight } = play(stream, staticPolicy(stream, threshold)).count;
    const fits = semantic - semanticRight <= falseHits;
    if (fits && semantic > hindsight.semantic) hindsight = { threshold, semantic, semanticRight };
  }
  return {
    requests,
    ...ours,
    precision: ours.semantic === 0 ? null : ours.semanticRight / ours.semantic,
    falseHitRate: falseHits / Math.max(1, requests),
    baselines: { ...baselines, hindsight },
  };
}

function play(stream: MeasuredStream, policy: Policy): { count: StreamCount; hits: StreamHit[] } {
  const answers = new Map<number, string>();
  const count: StreamCount = { exact: 0, semantic: 0, semanticRight: 0 };
  const hits: StreamHit[] = [];
  const isStored = (place: number): boolean => answers.has(place);
  for (const row of stream.rows) {
    const place = stream.placeOf.get(row.text) ?? -1;
    if (isStored(place)) {
      count.exact++;
      continue;
    }
    const hit = policy(place, isStored);
    if (hit === null) {
      answers.set(place, row.answer_id);
      continue;
    }
    const right = answers.get(hit.place) === row.answer_id;
    count.semantic++;
    if (right) count.semanticRight++;
    hits.push({ stored: stream.texts[hit.place] ?? '', asked: row.text, right, confidence: hit.confidence });
  }
  return { count, hits };
}

function staticPolicy(stream: MeasuredStream, threshold: number): Policy {
  return (place, isStored) => {
    const nearest = stream.neighbours[place]?.find((neighbour) => isStored(neighbour.place));
    return nearest && nearest.cosine >= threshold ? { place: nearest.place, confidence: nearest.cosine } : null;
  };
}

function ourPolicy(
  stream: MeasuredStream,
  target: number,
  missing: Map<string, { stored: string; asked: string }>,
): Policy {
  return (place, isStored) => {
    if (!stream.eligible[place]) return null;
    const near = (stream.neighbours[place] ?? [])
      .filter((neighbour) => isStored(neighbour.place) && stream.eligible[neighbour.place])
      .slice(0, candidateLimit);
    let best: { place: number; confidence: number } | null = null;
    for (const neighbour of near) {
      const key = `${String(neighbour.place)} ${String(place)}`;
      const candidate = candidateOf(stream, key, neighbour.place, place, neighbour.cosine);
      if (!candidate?.passed) continue;
      const logit = stream.logits.get(key);
      if (logit === undefined) {
        missing.set(key, candidate.verify);
        continue;
      }
      const { serve, confidence } = decideCandidate(candidate, logit, target);
      if (serve && confidence !== null && confidence > (best?.confidence ?? 0))
        best = { place: neighbour.place, confidence };
    }
    return best;
  };
}

function candidateOf(
  stream: MeasuredStream,
  key: string,
  stored: number,
  asked: number,
  cosine: number,
): Candidate | null {
  const known = stream.candidates.get(key);
  if (known) return known;
  const storedText = stream.read.get(stream.texts[stored] ?? '');
  const askedText = stream.read.get(stream.texts[asked] ?? '');
  if (!storedText || !askedText) return null;
  const candidate = guardCandidate(storedText, askedText, cosine);
  stream.candidates.set(key, candidate);
  return candidate;
}
