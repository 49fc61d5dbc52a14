import type { ShadowCheck, ShadowVerdict } from '../contracts/shadow.ts';
import type { Page } from './answer-store.ts';

/** Checks of answers by meaning against fresh ones. */
export interface ShadowStore {
  add: (check: Omit<ShadowCheck, 'id' | 'judged'>) => void;
  /** Requests and money of checks since an instant. */
  spent: (since: number) => { requests: number; dollars: number };
  counts: () => Record<ShadowVerdict, number>;
  list: (query: { verdict: ShadowVerdict | null; cursor: string | null; limit: number }) => Page<ShadowCheck>;
  /** Puts the owner's word in the place of the comparison's; undefined when there is no such check. */
  judge: (id: number, verdict: ShadowVerdict) => ShadowCheck | undefined;
  /** Forgets all checks; returns how many there were. */
  clear: () => number;
}
