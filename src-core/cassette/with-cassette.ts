import type { EntryDetail } from '../contracts/views.ts';
import type { AnswerStore, StoredAnswer } from '../ports/answer-store.ts';
import type { CheckedEntry } from './read-cassette.ts';
import { createSimilarPrompts } from './similar-prompts.ts';

const previewLength = 300;
const maxShownBytes = 256 * 1024;
const maxSimilar = 4;
/** The last instant that a Date can hold, milliseconds since the epoch. */
const endOfTime = 8.64e15;

/**
 * A store that also answers from a cassette, in every project and for whoever asks. Nothing of the cassette is written
 * anywhere; its entries never expire.
 */
export function withCassette(store: AnswerStore, entries: readonly CheckedEntry[]): AnswerStore {
  const byKey = new Map<string, StoredAnswer>();
  const byId = new Map<string, { answer: StoredAnswer; checked: CheckedEntry }>();
  for (const checked of entries) {
    const { entry, recording } = checked;
    const answer: StoredAnswer = {
      id: `cassette_${entry.key.slice(0, 16)}`,
      createdAt: Date.parse(entry.recordedAt),
      expiresAt: endOfTime,
      durationMs: entry.durationMs,
      usage: entry.usage,
      recording,
    };
    byKey.set(entry.key, answer);
    byId.set(answer.id, { answer, checked });
  }
  const similar = createSimilarPrompts(
    [...byId.values()].map((item) => ({ text: item.checked.entry.prompt, item })),
    maxSimilar,
  );
  return {
    ...store,
    findImported: (portableKey, project) => byKey.get(portableKey) ?? store.findImported(portableKey, project),
    findById: (id) => byId.get(id)?.answer ?? store.findById(id),
    similar: (request) => [
      ...similar(request.promptText).map(({ answer, checked }) => detailOf(answer, checked)),
      ...store.similar(request),
    ],
    get: (id) => {
      const found = byId.get(id);
      return found === undefined ? store.get(id) : detailOf(found.answer, found.checked);
    },
  };
}

function detailOf(answer: StoredAnswer, { entry }: CheckedEntry): EntryDetail {
  const { id, createdAt, expiresAt, durationMs, usage, recording } = answer;
  return {
    id,
    createdAt,
    expiresAt,
    lastHitAt: null,
    hits: 0,
    sizeBytes: recording.body.byteLength,
    pinned: true,
    upstream: entry.upstream,
    dialect: entry.dialect,
    model: entry.model,
    project: entry.project,
    promptPreview: entry.prompt.slice(0, previewLength),
    mode: recording.mode,
    usage,
    path: entry.path,
    conversation: entry.conversation,
    parameters: entry.parameters,
    answerText: entry.answer,
    finishReasons: entry.finishReasons,
    contentType: recording.contentType,
    rawAnswer: new TextDecoder().decode(recording.body.subarray(0, maxShownBytes), { stream: true }),
    rawAnswerTruncated: recording.body.byteLength > maxShownBytes,
    requestDurationMs: durationMs,
    requestBody: entry.request,
    keyParts: entry.identity,
  };
}
