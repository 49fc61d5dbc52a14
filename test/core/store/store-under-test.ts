import type { EntryFilter, EntrySort } from '../../../src-core/contracts/operations.ts';
import type { EntrySummary } from '../../../src-core/contracts/views.ts';
import type { AnswerDraft, AnswerStore, Page, StoreLimits } from '../../../src-core/ports/answer-store.ts';
import { start } from './store-drafts.ts';

/** What the conformance suites need of an implementation: a fresh store whose clock only moves when told to. */
interface StoreUnderTest {
  answers: AnswerStore;
  clock: { now: () => number; advance: (ms: number) => void };
}
export type CreateStore = (limits?: Partial<StoreLimits>) => StoreUnderTest;

/** Stores drafts one after the other; their ids. */
export async function put(answers: AnswerStore, ...drafts: AnswerDraft[]): Promise<string[]> {
  const ids: string[] = [];
  for (const each of drafts) {
    const result = await answers.put(each);
    if (!result.stored) throw new Error(`not stored: ${result.reason}`);
    ids.push(result.id);
  }
  return ids;
}

export function listAll(
  answers: AnswerStore,
  filter: EntryFilter = {},
  by: EntrySort = 'createdAt',
  descending = false,
): Page<EntrySummary> {
  return answers.list({ filter, sort: { by, descending }, cursor: null, limit: 500, now: start });
}

/** Names of the listed drafts, in order. */
export function names(
  answers: AnswerStore,
  filter: EntryFilter = {},
  by: EntrySort = 'createdAt',
  descending = false,
): string[] {
  return listAll(answers, filter, by, descending).items.map((item) => item.promptPreview.replace('prompt ', ''));
}
