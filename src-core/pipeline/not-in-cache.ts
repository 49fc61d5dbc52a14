import { SemcacheError } from '../contracts/errors.ts';
import { lookupReasons, type KeyPart } from '../contracts/outcome.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure } from '../ports/host.ts';
import { isOwnerPart } from '../request/exact-key.ts';
import type { NearestFinder } from './nearest-request.ts';
import type { Outcome } from './outcome.ts';
import type { Lookup } from './record-answer.ts';

interface NotInCacheDeps {
  answers: AnswerStore;
  nearest: NearestFinder;
  countFailure: CountFailure;
  host: { clock: { now: () => number } };
}

const previewLength = 120;
/** Latest entries of a model that are looked at for one of the same caller. */
const maxLatest = 20;

/** A request that cannot be answered from the store and may not go upstream: 504, as RFC 9111 has it for only-if-cached. */
export function notInCache(deps: NotInCacheDeps, lookup: Lookup, outcome: Outcome, hold: string): SemcacheError {
  outcome.nearest = deps.nearest.find(lookup, outcome);
  return new SemcacheError(
    'not_in_cache',
    `Nothing stored answers this request (${outcome.reason}), and ${hold}.${nearestInWords(deps, lookup, outcome)}`,
  );
}

/** The same for a request that the cache takes no part in. */
export function notCached(outcome: Outcome, hold: string): SemcacheError {
  return new SemcacheError('not_in_cache', `${lookupReasons[outcome.reason]} And ${hold}.`);
}

/** Tells which stored request comes nearest. The caller gets to see none but those of its own credential and project. */
function nearestInWords(deps: NotInCacheDeps, lookup: Lookup, outcome: Outcome): string {
  try {
    const [byMeaning] = outcome.semantic?.candidates ?? [];
    if (byMeaning !== undefined) {
      const preview = deps.answers.get(byMeaning.entryId)?.promptPreview ?? '';
      return ` The nearest by meaning is ${named(byMeaning.entryId, preview)} (cosine ${byMeaning.cosine.toFixed(3)}).`;
    }
    const { nearest } = outcome;
    const isOwn = nearest?.differences.every(({ kind }) => kind !== 'credential' && kind !== 'project') === true;
    if (nearest !== null && nearest.entryId !== null && isOwn) {
      return ` The nearest is ${named(nearest.entryId, nearest.promptPreview)}.`;
    }
    return latestInWords(deps, lookup);
  } catch (error) {
    deps.countFailure('store_read_failed', error);
    return '';
  }
}

function latestInWords(deps: NotInCacheDeps, { key, route, request }: Lookup): string {
  const latest = deps.answers.list({
    filter: { model: [request.model], project: [route.project] },
    sort: { by: 'createdAt', descending: true },
    cursor: null,
    limit: maxLatest,
    now: deps.host.clock.now(),
  });
  const caller = ownerOf(key.parts);
  const own = latest.items.find(({ id }) => ownerOf(deps.answers.get(id)?.keyParts ?? []) === caller);
  return own === undefined
    ? ` Nothing of ${request.model || 'this model'} is stored.`
    : ` The latest of this model is ${named(own.id, own.promptPreview)}.`;
}

/** Everything of a key that says whose answer it is. */
function ownerOf(parts: readonly KeyPart[]): string {
  const own = parts.filter(({ name }) => isOwnerPart(name) || name === 'namespace');
  return JSON.stringify(own.map(({ name, value }) => [name, value]));
}

function named(id: string, preview: string): string {
  const flat = preview.replace(/\s+/g, ' ').trim();
  return `${id} "${flat.length > previewLength ? `${flat.slice(0, previewLength - 1)}…` : flat}"`;
}
