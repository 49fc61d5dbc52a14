import type { Page } from './answer-store.ts';
import type { Mark, MarkCount, MarkVerdict } from '../contracts/views.ts';

/** Two texts of one partition: `stored` was in the cache, `asked` asked. */
export interface MarkedPair {
  partition: string;
  stored: string;
  asked: string;
}

/** A served answer by meaning, as it is needed to judge it afterwards. */
export interface ServedPair extends MarkedPair {
  entryId: string;
  requestId: string;
}

/** What the owner said of answers served by meaning. Kept apart from entries: a pair stays forbidden when they go. */
export interface MarkStore {
  /** The pair that a request was answered with; undefined when it was no hit by meaning, or its entry is gone. */
  served: (requestId: string) => ServedPair | undefined;
  /** Sets or, with null, takes back the mark of a pair. */
  set: (pair: MarkedPair & { requestId: string }, verdict: MarkVerdict | null, at: number) => void;
  find: (pair: MarkedPair) => MarkVerdict | null;
  /** Stored texts of a partition that the owner said answer this one. */
  confirmed: (asked: Omit<MarkedPair, 'stored'>) => string[];
  /** The pair that was marked by way of a request, and how; undefined when none was. */
  markedBy: (requestId: string) => { pair: MarkedPair & { requestId: string }; verdict: MarkVerdict } | undefined;
  /** Marks on any pair with this stored text: how careful to be with it. */
  countOf: (stored: Omit<MarkedPair, 'asked'>) => { wrong: number; right: number };
  /** Marks on what entries gave by meaning; those without any are left out. */
  ofEntries: (entryIds: readonly string[]) => ReadonlyMap<string, MarkCount>;
  list: (query: { cursor: string | null; limit: number }) => Page<Mark>;
  /** Forgets all marks; returns how many there were. */
  clear: () => number;
}
