import type { Difference, DifferenceKind, Nearest } from '../contracts/differences.ts';
import type { RecordReason } from '../contracts/outcome.ts';
import { recordReasons } from '../contracts/outcome.ts';
import type { EntryDetail } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import { canonicalJson } from '../request/canonical-json.ts';
import { describeDifferences } from '../request/describe-differences.ts';
import type { Outcome } from './outcome.ts';
import type { Lookup } from './record-answer.ts';

export interface NearestFinder {
  /** The stored request nearest to one that missed, and what differs; null when none is like it. Never throws. */
  find: (lookup: Lookup, outcome: Outcome) => Nearest | null;
  /** Remembers why an answer was not stored, so that the next identical miss can say so; forgets it once one is. */
  noteRecorded: (key: string, reason: RecordReason) => void;
}

const maxUnstored = 1000;
const previewLength = 300;

/** How much each kind of difference sets two requests apart: the one with the least is the nearest. */
const weights: Readonly<Record<DifferenceKind, number>> = {
  expired: 0,
  not_stored: 0,
  credential: 2,
  project: 2,
  upstream: 3,
  dialect: 4,
  model: 2,
  version: 1,
  system: 2,
  tool: 1,
  parameter: 1,
  conversation: 3,
  text: 3,
};

/** Explains misses: looks a few likely entries up and compares them. A few statements a miss, after the client has its answer. */
export function createNearestFinder(deps: {
  answers: Pick<AnswerStore, 'similar' | 'get'>;
  host: Host;
  countFailure: CountFailure;
}): NearestFinder {
  const unstored = new Map<string, { reason: RecordReason; at: number }>();

  const search = (lookup: Lookup, outcome: Outcome): Nearest | null => {
    const { request, key } = lookup;
    const before = unstored.get(key.key);
    if (before !== undefined) {
      const { reason, at } = before;
      const stored = `${recordReasons[reason]} (${new Date(at).toISOString()})`;
      const difference: Difference = { kind: 'not_stored', name: reason, stored, asked: null, changes: null };
      return { entryId: null, promptPreview: request.promptText.slice(0, previewLength), differences: [difference] };
    }
    const asked = {
      keyParts: key.parts,
      parameters: canonicalJson(request.parameters),
      conversation: request.conversation,
    };
    const compared = candidates(deps.answers, lookup, outcome).map((entry) => ({
      entry,
      differences: [...expiry(entry, deps.host.clock.now()), ...describeDifferences(entry, asked)],
    }));
    // Nothing that differs means that what differs is not kept (an image, a long number): nothing to show.
    const told = compared.filter(({ differences }) => differences.length > 0);
    const [nearest] = told.toSorted((one, other) => distance(one.differences) - distance(other.differences));
    if (nearest === undefined) return null;
    const { entry, differences } = nearest;
    return { entryId: entry.id, promptPreview: entry.promptPreview, differences };
  };

  return {
    find: (lookup, outcome) => {
      try {
        return search(lookup, outcome);
      } catch (error) {
        deps.countFailure('explain_miss_failed', error);
        return null;
      }
    },
    noteRecorded: (key, reason) => {
      unstored.delete(key);
      if (reason === 'stored') return;
      unstored.set(key, { reason, at: deps.host.clock.now() });
      const [oldest] = unstored.keys();
      if (unstored.size > maxUnstored && oldest !== undefined) unstored.delete(oldest);
    },
  };
}

/** Entries worth a comparison: those compared by meaning, and those that share text or conversation. */
function candidates(
  answers: Pick<AnswerStore, 'similar' | 'get'>,
  { request }: Lookup,
  outcome: Outcome,
): EntryDetail[] {
  const byMeaning = outcome.semantic?.candidates.slice(0, 2) ?? [];
  const found = new Map<string, EntryDetail>();
  for (const entry of answers.similar(request)) found.set(entry.id, entry);
  for (const { entryId } of byMeaning) {
    const entry = found.has(entryId) ? undefined : answers.get(entryId);
    if (entry !== undefined) found.set(entryId, entry);
  }
  if (outcome.entryId !== null) found.delete(outcome.entryId);
  return [...found.values()];
}

function expiry(entry: EntryDetail, now: number): Difference[] {
  if (entry.expiresAt > now) return [];
  const stored = new Date(entry.expiresAt).toISOString();
  return [{ kind: 'expired', name: 'time to live', stored, asked: null, changes: null }];
}

/** Texts that share most of their words are nearer than texts that share none. */
function distance(differences: readonly Difference[]): number {
  return differences.reduce(
    (sum, { kind, changes }) => sum + weights[kind] * (changes === null ? 1 : changedShare(changes)),
    0,
  );
}

function changedShare(changes: NonNullable<Difference['changes']>): number {
  const length = (op: string): number =>
    changes.filter((change) => change.op === op).reduce((sum, { text }) => sum + text.length, 0);
  const changed = Math.max(length('stored'), length('asked'));
  return changed / Math.max(1, changed + length('same'));
}
