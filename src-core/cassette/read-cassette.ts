import { z } from 'zod';
import { cassetteEntrySchema, cassetteHeaderSchema, type CassetteEntry } from '../contracts/cassette.ts';
import { SemcacheError } from '../contracts/errors.ts';
import type { Recording } from '../ports/answer-store.ts';
import type { Dialect } from '../ports/dialect.ts';
import { parseJsonRequest } from '../request/canonical-json.ts';
import { portableKeyOf } from '../request/exact-key.ts';
import { formOfContentType } from '../support/answer-form.ts';

/** A line that passed every check. */
export interface CheckedEntry {
  entry: CassetteEntry;
  recording: Recording;
}

export type CheckedLine = { line: number; checked: CheckedEntry } | { line: number; problem: string };

/**
 * Checks a cassette line by line: it must be well-formed, hold a complete answer of its dialect, and, where the request
 * is there, that request must have the identity the line claims. Throws SemcacheError cassette_invalid when the text is no
 * cassette at all.
 */
export function readCassette(text: string, dialectById: (id: string) => Dialect | undefined): CheckedLine[] {
  const [first = '', ...others] = text.split('\n');
  if (!cassetteHeaderSchema.safeParse(tryJson(first)).success) {
    throw new SemcacheError(
      'cassette_invalid',
      'This is no cassette of a version known here: its first line must be {"semcache":"cassette","version":1}.',
    );
  }
  return others.flatMap((line, index) => (line.trim() === '' ? [] : [checkLine(line, index + 2, dialectById)]));
}

function checkLine(text: string, line: number, dialectById: (id: string) => Dialect | undefined): CheckedLine {
  const parsed = cassetteEntrySchema.safeParse(tryJson(text));
  if (!parsed.success) return { line, problem: `not an entry: ${z.prettifyError(parsed.error)}` };
  const entry = parsed.data;
  const dialect = dialectById(entry.dialect);
  if (dialect === undefined) return { line, problem: `no wire format is called "${entry.dialect}"` };
  const recording = recordingOf(entry);
  if (!isContentType(recording)) return { line, problem: 'the content type is none of an answer of this form' };
  const answer = dialect.readAnswer(recording, { storeLengthLimited: true });
  if (!answer.storable) return { line, problem: `the answer is not complete: ${answer.reason}, ${answer.detail}` };
  const problem = entry.request === null ? undefined : identityProblem(entry, entry.request, dialect);
  return problem === undefined ? { line, checked: { entry, recording } } : { line, problem };
}

/** It becomes a header of every hit, so it must be able to be one, and say what the body is. */
function isContentType({ mode, contentType }: Recording): boolean {
  return /^[\x20-\x7e]{1,200}$/.test(contentType) && formOfContentType(contentType) === mode;
}

function recordingOf({ response }: CassetteEntry): Recording {
  const { mode, contentType, body } = response;
  return { mode, contentType, body: typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64') };
}

/** Reads the request as the proxy would and compares what that gives with the line's key. */
function identityProblem(entry: CassetteEntry, request: string, dialect: Dialect): string | undefined {
  const parsed = parseJsonRequest(Buffer.from(request));
  if (!parsed.ok) return `the request is not readable: ${parsed.reason}`;
  const part = (name: string): string | undefined => entry.identity.find((one) => one.name === name)?.value;
  const query = part('query');
  // Replicate's wish to wait decides whether its answer can be stored, and is no part of what was asked.
  const header = (name: string): string | undefined => part(name) ?? (name === 'prefer' ? 'wait' : undefined);
  const place = { path: entry.path, query: query === undefined ? '' : `?${query}`, header };
  const reading = dialect.readRequest(parsed.value, place);
  if (!reading.cacheable) return `the request is not one that is cached: ${reading.reason}`;
  const key = portableKeyOf(entry.identity, reading.request.identity);
  return key === entry.key ? undefined : 'the request has another identity than the key of the line says';
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one of the answers of the schema that reads this.
    return undefined;
  }
}
