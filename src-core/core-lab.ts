import type { RecordOperationDeps } from './admin/record-operations.ts';
import type { Semantics } from './core-semantics.ts';
import type { AnswerStore } from './ports/answer-store.ts';
import type { MarkStore } from './ports/mark-store.ts';
import type { RequestLog } from './ports/request-log.ts';
import type { VectorRows } from './ports/vector-rows.ts';
import { replayLog } from './lab/replay-log.ts';
import { targetOf } from './matching/semantic-matcher.ts';
import { matchTargets, type Settings } from './contracts/settings.ts';
import type { Usage } from './contracts/views.ts';
import { isLocalUpstream } from './providers/upstream-list.ts';
import { loadPriceTable, priceOf } from './savings/price-table.ts';

const million = 1_000_000;

type Lab = Pick<RecordOperationDeps['records'], 'testMatch' | 'replayMatches'>;

export interface LabParts {
  answers: Pick<AnswerStore, 'get'>;
  log: Pick<RequestLog, 'lookups'>;
  settings: () => Settings;
  vectors: Pick<VectorRows, 'get'>;
  marks: Pick<MarkStore, 'find' | 'served'>;
  testText: Semantics['testText'];
}

/** Puts together what lets the owner try the matching without touching the cache. */
export function assembleLab(parts: LabParts): Lab {
  const { answers, vectors, marks } = parts;
  const dollars = dollarsOfUsage(parts.settings);
  const currentTarget = (): number => targetOf(parts.settings().matching) ?? matchTargets.balanced;

  return {
    testMatch: async ({ text, project, model, target, limit }) => {
      const tested = await parts.testText({
        text,
        target: target ?? currentTarget(),
        limit,
        keeps: (id) => {
          if (project === undefined && model === undefined) return true;
          const entry = answers.get(id);
          return (
            entry !== undefined &&
            (project ?? entry.project) === entry.project &&
            (model ?? entry.model) === entry.model
          );
        },
      });
      return {
        ...tested,
        candidates: tested.candidates.map((candidate) => {
          const entry = answers.get(candidate.entryId);
          const { project: ofProject = '', model: ofModel = '', upstream = '' } = entry ?? {};
          return { ...candidate, project: ofProject, model: ofModel, upstream };
        }),
      };
    },
    replayMatches: async ({ last, target, project }) => {
      await loadPriceTable();
      return replayLog(parts.log.lookups({ last, project: project ?? null }), {
        target: target ?? currentTarget(),
        dollarsOf: ({ upstream, model, usage, at }) => dollars(upstream, model, usage, at),
        pairOf: (lookup, candidate) => {
          const stored = vectors.get(candidate.entryId);
          // A hit's own text is kept with the hit; a miss was stored under its text.
          const asked = lookup.wasHit
            ? marks.served(lookup.id)?.asked
            : lookup.entryId === null
              ? undefined
              : vectors.get(lookup.entryId)?.text;
          const verdict =
            stored === undefined || asked === undefined
              ? null
              : marks.find({ partition: stored.partition, stored: stored.text, asked });
          return { storedText: stored?.text ?? null, askedText: asked ?? null, verdict };
        },
      });
    },
  };
}

/** US dollars for tokens, by the owner's prices or the table; 0 for what has no price. */
export function dollarsOfUsage(settings: () => Settings) {
  return (upstream: string, model: string, usage: Usage | null, at: number): number => {
    if (usage === null) return 0;
    const current = settings();
    const place = { upstream, model, at, isLocal: isLocalUpstream(current)(upstream) };
    const { inputPerMillion, outputPerMillion } = priceOf(current.savings.prices, place, usage);
    return (usage.inputTokens * (inputPerMillion ?? 0) + usage.outputTokens * (outputPerMillion ?? 0)) / million;
  };
}
