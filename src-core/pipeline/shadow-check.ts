import type { Settings } from '../contracts/settings.ts';
import type { ShadowVerdict } from '../contracts/shadow.ts';
import type { Usage } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import type { MarkStore } from '../ports/mark-store.ts';
import type { ShadowStore } from '../ports/shadow-store.ts';
import { wilsonInterval } from '../support/wilson.ts';
import { decodeContent } from '../wire/decode-content.ts';
import { rawHeader } from '../wire/headers.ts';
import { readBody } from '../wire/read-body.ts';
import type { Exchange } from './exchange.ts';
import { answerMode, answerStatus, type Lookup } from './record-answer.ts';
import { callUpstream, type ForwardDeps } from './upstream-request.ts';

export interface ShadowDeps extends ForwardDeps {
  host: Host;
  settings: () => Settings;
  answers: Pick<AnswerStore, 'get'>;
  marks: Pick<MarkStore, 'set'>;
  vectors: { get: (id: string) => { partition: string; text: string } | undefined };
  checks: ShadowStore;
  compare: (
    stored: string,
    fresh: string,
  ) => Promise<{ verdict: ShadowVerdict; cosine: number | null; detail: string }>;
  /** US dollars for what an upstream took for an answer. */
  dollarsOf: (upstream: string, model: string, usage: Usage | null, at: number) => Promise<number>;
  countFailure: CountFailure;
  /** Stops matching by meaning; the reason is shown wherever its absence would be noticed. */
  stop: (reason: string) => void;
}

export interface ShadowChecks {
  /** Maybe checks an answer by meaning that has just been served, in the background. Never throws. */
  consider: (exchange: Exchange, lookup: Lookup, body: Buffer) => void;
  /** Resolves when no check is under way. */
  settled: () => Promise<void>;
}

/** Checks that wait; a flood of hits is sampled, not queued. */
const maxWaiting = 8;
const checkTimeoutMs = 120_000;
/** A share of fewer clear checks says too little to stop anything. */
const minChecks = 10;

/**
 * Sends a share of the requests that were answered by meaning to the upstream as well, once their client is served, and
 * compares the answers. One at a time, within the owner's daily budget of requests and money.
 */
export function createShadowChecks(deps: ShadowDeps): ShadowChecks {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;

  const check = async (exchange: Exchange, lookup: Lookup, body: Buffer, entryId: string): Promise<void> => {
    if (!withinBudget(deps)) return;
    const stored = deps.answers.get(entryId);
    const row = deps.vectors.get(entryId);
    if (stored === undefined || row === undefined || lookup.question === null) return;
    const fresh = await freshAnswer(deps, exchange, lookup, body);
    const { verdict, cosine, detail } =
      fresh.text === null
        ? { verdict: 'unclear' as const, cosine: null, detail: fresh.problem }
        : await deps.compare(stored.answerText, fresh.text);
    const at = deps.host.clock.now();
    const asked = lookup.question.text;
    deps.checks.add({
      at,
      requestId: exchange.id,
      entryId,
      verdict,
      cosine,
      detail,
      storedText: row.text,
      askedText: asked,
      storedAnswer: stored.answerText,
      freshAnswer: fresh.text ?? '',
      tokens: fresh.usage?.totalTokens ?? 0,
      dollars: await deps.dollarsOf(lookup.route.upstreamName, lookup.request.model, fresh.usage, at),
    });
    if (verdict === 'different') {
      const pair = { partition: row.partition, stored: row.text, asked, entryId, requestId: exchange.id };
      deps.marks.set(pair, 'wrong', at);
    }
    stopIfWrong(deps);
  };

  return {
    consider: (exchange, lookup, body) => {
      const { shadow } = deps.settings();
      const { entryId } = exchange.outcome;
      if (shadow.share === 0 || entryId === null || waiting >= maxWaiting) return;
      if (randomShare(deps.host) >= shadow.share) return;
      waiting += 1;
      last = last
        .then(() => check(exchange, lookup, body, entryId))
        .catch((error: unknown) => deps.countFailure('shadow_check_failed', error))
        .finally(() => {
          waiting -= 1;
        });
    },
    settled: () => last,
  };
}

function randomShare(host: Host): number {
  const [high = 0, low = 0] = host.randomBytes(2);
  return (high * 256 + low) / 65_536;
}

function withinBudget({ settings, checks, host }: ShadowDeps): boolean {
  const { maxRequestsPerDay, maxDollarsPerDay } = settings().shadow;
  const spent = checks.spent(startOfDay(host.clock.now()));
  return spent.requests < maxRequestsPerDay && spent.dollars < maxDollarsPerDay;
}

/** Midnight of the owner's day. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** Stops matching when even the low end of the interval is beyond what the owner accepts. */
function stopIfWrong({ settings, checks, stop }: ShadowDeps): void {
  const { maxFalseRate, stopped } = settings().shadow;
  const { same, different } = checks.counts();
  if (stopped !== null || same + different < minChecks) return;
  const { rate, low, high } = wilsonInterval(different, same + different);
  if (low <= maxFalseRate) return;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  stop(
    `${String(different)} of ${String(same + different)} checked answers by meaning were wrong (${percent(rate)}, surely between ${percent(low)} and ${percent(high)}; accepted are ${percent(maxFalseRate)}).`,
  );
}

type FreshAnswer = { text: string; usage: Usage | null } | { text: null; usage: null; problem: string };

async function freshAnswer(
  deps: ShadowDeps,
  exchange: Exchange,
  { route, dialect }: Lookup,
  body: Buffer,
): Promise<FreshAnswer> {
  const limit = deps.settings().cache.maxEntryBytes;
  const nothing = (problem: string): FreshAnswer => ({ text: null, usage: null, problem });
  const answer = await callUpstream(deps, exchange, route, body, AbortSignal.timeout(checkTimeoutMs));
  const mode = answerMode(answer.rawHeaders);
  const reading = await readBody(answer.body, limit);
  if (!reading.complete) answer.body.destroy();
  if (!reading.complete || mode === undefined || answer.status !== answerStatus(dialect)) {
    return nothing(`The upstream gave no answer to compare with (status ${String(answer.status)}).`);
  }
  const bytes = await decodeContent(reading.body, rawHeader(answer.rawHeaders, 'content-encoding'), limit);
  const contentType = rawHeader(answer.rawHeaders, 'content-type') ?? '';
  const judged = dialect.readAnswer({ mode, contentType, body: bytes }, { storeLengthLimited: false });
  if (!judged.storable) return nothing(`The fresh answer is not complete: ${judged.detail}.`);
  return { text: judged.answerText, usage: judged.usage };
}
