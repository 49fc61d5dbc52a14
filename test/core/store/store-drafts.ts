import { createHash } from 'node:crypto';
import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import type { AnswerDraft, StoreLimits } from '../../../src-core/ports/answer-store.ts';
import type { LogRecord } from '../../../src-core/ports/request-log.ts';

/** Values for tests and for the processes that tests start; imports no test runner. */
export const start = Date.UTC(2025, 0, 15, 12);
export const minute = 60_000;
export const wideLimits: StoreLimits = {
  maxBytes: 1e9,
  maxEntries: 1e6,
  maxEntryBytes: 8 * 1024 * 1024,
  keepExpiredMs: 0,
  projectBytes: new Map(),
};

export const keyOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/** A complete draft; `name` decides its key and, unless told otherwise, its texts. */
export function draft(name: string, changes: Partial<AnswerDraft> & { body?: string | Uint8Array } = {}): AnswerDraft {
  const { body = `{"answer":"answer ${name}"}`, ...fields } = changes;
  return {
    key: keyOf(name),
    portableKey: keyOf(`portable ${name}`),
    createdAt: start,
    expiresAt: start + 60 * minute,
    durationMs: 812.5,
    upstream: 'openai',
    dialect: 'openai-chat',
    path: '/v1/chat/completions',
    model: 'gpt-4o-mini',
    project: 'default',
    keyParts: [{ name: 'model', value: 'gpt-4o-mini' }],
    promptText: `prompt ${name}`,
    conversation: [
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: `prompt ${name}` },
    ],
    parameters: '{"temperature":0}',
    answerText: `answer ${name}`,
    finishReasons: ['stop'],
    usage: { inputTokens: 10, outputTokens: 20, totalTokens: 30 },
    requestBody: `{"ask":"prompt ${name}"}`,
    recording: { mode: 'json', contentType: 'application/json', body: Buffer.from(body) },
    ...fields,
  };
}

/** A log record; a miss of the default project unless told otherwise. */
export function logRecord(id: string, changes: Partial<TrafficDetail> = {}): LogRecord {
  const detail: TrafficDetail = {
    id,
    at: start,
    client: 'python',
    project: 'default',
    method: 'POST',
    path: '/v1/chat/completions',
    upstream: 'openai',
    dialect: 'openai-chat',
    model: 'gpt-4o-mini',
    repeats: 1,
    cacheStatus: 'miss',
    match: null,
    reason: 'not_found',
    recorded: 'stored',
    errorCode: null,
    status: 200,
    streamed: false,
    firstByteMs: 120.5,
    totalMs: 480.25,
    savedMs: 0,
    similarity: null,
    confidence: null,
    requestBytes: 300,
    responseBytes: 900,
    usage: { inputTokens: 10, outputTokens: 20, totalTokens: 30 },
    entryId: null,
    semantic: null,
    nearest: null,
    keyParts: [{ name: 'model', value: 'gpt-4o-mini' }],
    recordDetail: null,
    requestHeaders: [{ name: 'content-type', value: 'application/json' }],
    responseHeaders: [{ name: 'x-cache-status', value: 'miss' }],
    ...changes,
  };
  return { detail, hit: null };
}

/** Bytes that do not compress, the same in every run. */
export function noise(length: number, seed = 0): Uint8Array {
  return createHash('shake256', { outputLength: length }).update(String(seed)).digest();
}
