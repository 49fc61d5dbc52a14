import { SemcacheError } from '../contracts/errors.ts';
import type { CassetteImport } from '../contracts/cassette.ts';
import type { EntryFilter, OperationResult } from '../contracts/operations.ts';
import type { AnswerDraft, AnswerStore } from '../ports/answer-store.ts';
import type { Dialect } from '../ports/dialect.ts';
import { anyCredential } from '../request/exact-key.ts';
import { importedKey } from '../support/imported-key.ts';
import { readCassette, type CheckedEntry } from './read-cassette.ts';
import { cassetteHeader, cassetteLine, looksSecret } from './write-cassette.ts';

export interface CassetteDeps {
  answers: Pick<AnswerStore, 'export' | 'put'>;
  dialectById: (id: string) => Dialect | undefined;
  now: () => number;
  ttlMs: () => number;
}

/** A page of a cassette. */
export function exportCassette(
  deps: CassetteDeps,
  query: { filter: EntryFilter; cursor: string | null; limit: number },
): OperationResult<'cassette.export'> {
  const page = deps.answers.export({ ...query, now: deps.now() });
  const lines = page.items.flatMap((entry) => cassetteLine(entry) ?? []);
  const warnings = page.items
    .filter((entry) => looksSecret(cassetteLine(entry) ?? ''))
    .map(({ id }) => `Entry ${id} holds something that looks like a credential in its texts.`);
  return {
    lines: query.cursor === null ? [cassetteHeader, ...lines] : lines,
    nextCursor: page.nextCursor,
    total: page.total,
    warnings,
  };
}

/** Stores what passes the checks. Throws SemcacheError cassette_invalid for a file that is no cassette. */
export async function importCassette(
  deps: CassetteDeps,
  { text, project, dryRun }: { text: string; project?: string | undefined; dryRun: boolean },
): Promise<CassetteImport> {
  const result: CassetteImport = { imported: 0, rejected: [] };
  for (const read of readCassette(text, deps.dialectById)) {
    if ('problem' in read) {
      result.rejected.push({ line: read.line, reason: read.problem });
      continue;
    }
    const put = dryRun ? { stored: true as const } : await deps.answers.put(importedDraft(deps, read.checked, project));
    if (put.stored) result.imported += 1;
    else result.rejected.push({ line: read.line, reason: `not stored: ${put.reason}` });
  }
  return result;
}

/** The entries of a cassette file for one run; every line must pass. Throws SemcacheError cassette_invalid otherwise. */
export function playableEntries(text: string, dialectById: CassetteDeps['dialectById']): CheckedEntry[] {
  return readCassette(text, dialectById).map((read) => {
    if ('checked' in read) return read.checked;
    throw new SemcacheError('cassette_invalid', `Line ${String(read.line)} of the cassette: ${read.problem}`);
  });
}

/** Recorded when it was; its time to live begins with the import. */
function importedDraft(deps: CassetteDeps, { entry, recording }: CheckedEntry, project = entry.project): AnswerDraft {
  return {
    key: importedKey(entry.key, project),
    portableKey: entry.key,
    createdAt: Date.parse(entry.recordedAt),
    expiresAt: deps.now() + deps.ttlMs(),
    durationMs: entry.durationMs,
    upstream: entry.upstream,
    dialect: entry.dialect,
    path: entry.path,
    model: entry.model,
    project,
    keyParts: [...entry.identity, { name: 'project', value: project }, { name: 'credential', value: anyCredential }],
    promptText: entry.prompt,
    conversation: entry.conversation,
    parameters: entry.parameters,
    answerText: entry.answer,
    finishReasons: entry.finishReasons,
    usage: entry.usage,
    requestBody: entry.request,
    recording,
  };
}
