import { explainNearest } from './explain-nearest.ts';
import { explainSemantic } from './explain-semantic.ts';
import { SemcacheError, errorCodes, type ErrorCode } from '../contracts/errors.ts';
import { lookupReasons, recordReasons } from '../contracts/outcome.ts';
import type { OperationResult } from '../contracts/operations.ts';
import type { EntryDetail, TrafficDetail } from '../contracts/views.ts';

/** Says in words why a request was answered as it was, or what an entry is; takes either id. */
export function explain(
  id: string,
  find: {
    request: (id: string) => TrafficDetail | undefined;
    entry: (id: string) => EntryDetail | undefined;
  },
): Omit<OperationResult<'explain.request'>, 'asked' | 'verdict'> {
  const request = find.request(id);
  if (request !== undefined) {
    const entry = request.entryId === null ? undefined : find.entry(request.entryId);
    const explained = explainRequest(request, entry);
    explained.lines.push(...explainSemantic(request.semantic, find.entry), ...explainNearest(request.nearest));
    return { ...explained, request, entry: entry ?? null };
  }
  const entry = find.entry(id);
  if (entry !== undefined) return { ...explainEntry(entry), request: null, entry };
  throw new SemcacheError('not_found', `No request or entry has the id "${id.slice(0, 80)}". It may have been pruned.`);
}

function explainRequest(request: TrafficDetail, entry: EntryDetail | undefined): { summary: string; lines: string[] } {
  const lines: string[] = [lookupReasons[request.reason]];
  if (request.errorCode !== null) lines.push(errorMeaning(request.errorCode));
  if (request.recorded !== 'not_applicable') {
    const detail = request.recordDetail === null ? '' : ` (${request.recordDetail})`;
    lines.push(`Recording: ${recordReasons[request.recorded]}${detail}`);
  }
  if (request.cacheStatus === 'hit' || request.cacheStatus === 'stale') {
    if (request.reason !== 'stale_on_error')
      lines.push(`It made an upstream call of ${duration(request.savedMs)} unnecessary.`);
    if (entry !== undefined)
      lines.push(
        `The answer was recorded at ${isoTime(entry.createdAt)} and has been served ${String(entry.hits)} times.`,
      );
    else lines.push('The entry that answered has been removed since.');
  }
  const status = request.status === null ? 'no answer was sent' : `status ${String(request.status)}`;
  return {
    summary: `${request.cacheStatus.toUpperCase()}${request.match === null ? '' : ` ${request.match}`}: ${request.method} ${request.path} to ${request.upstream || 'no upstream'}, ${status}, ${duration(request.totalMs)}`,
    lines,
  };
}

function explainEntry(entry: EntryDetail): { summary: string; lines: string[] } {
  return {
    summary: `ENTRY: ${entry.dialect} answer of ${entry.model} from ${entry.upstream}, project ${entry.project}`,
    lines: [
      `Recorded at ${isoTime(entry.createdAt)}, fresh until ${isoTime(entry.expiresAt)}${entry.pinned ? ', pinned' : ''}.`,
      `Served ${String(entry.hits)} times${entry.lastHitAt === null ? '' : `, last at ${isoTime(entry.lastHitAt)}`}.`,
      `Prompt: ${entry.promptPreview}`,
    ],
  };
}

function errorMeaning(code: string): string {
  return isErrorCode(code) ? errorCodes[code].meaning : code;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

const isoTime = (instant: number): string => new Date(instant).toISOString();
const duration = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
