import type { EntryDetail, Overview, Status, TrafficDetail, UpstreamView } from '../../../src-core/contracts/views.ts';
import {
  entryDetailSchema,
  overviewSchema,
  statusSchema,
  trafficDetailSchema,
  upstreamViewSchema,
} from '../../../src-core/contracts/views.ts';

/** Complete views for tests of pure modules; each test names what it is about. */
export const trafficDetail = (more: Partial<TrafficDetail>): TrafficDetail =>
  trafficDetailSchema.parse({
    id: 'req_1',
    repeats: 1,
    at: 0,
    client: 'curl/8.5.0',
    project: 'default',
    method: 'POST',
    path: '/v1/chat/completions',
    upstream: 'openai',
    dialect: 'openai-chat',
    model: 'gpt-4o-mini',
    cacheStatus: 'miss',
    match: null,
    reason: 'not_found',
    recorded: 'stored',
    errorCode: null,
    status: 200,
    streamed: false,
    firstByteMs: 300,
    totalMs: 400,
    savedMs: 0,
    similarity: null,
    confidence: null,
    semantic: null,
    requestBytes: 100,
    responseBytes: 200,
    usage: null,
    entryId: null,
    keyParts: [],
    recordDetail: null,
    requestHeaders: [{ name: 'content-type', value: 'application/json' }],
    responseHeaders: [],
    ...more,
  });

export const entryDetail = (more: Partial<EntryDetail>): EntryDetail =>
  entryDetailSchema.parse({
    id: 'e_1',
    createdAt: 0,
    lastHitAt: null,
    expiresAt: 1,
    hits: 0,
    sizeBytes: 1,
    pinned: false,
    upstream: 'openai',
    dialect: 'openai-chat',
    model: 'gpt-4o-mini',
    project: 'default',
    promptPreview: 'hello',
    mode: 'json',
    usage: null,
    path: '/v1/chat/completions',
    conversation: [{ role: 'user', text: 'hello' }],
    parameters: '{"model":"gpt-4o-mini"}',
    answerText: 'hi',
    finishReasons: ['stop'],
    contentType: 'application/json',
    rawAnswer: '{}',
    rawAnswerTruncated: false,
    requestDurationMs: 400,
    keyParts: [],
    ...more,
  });

export const upstreamView = (more: Partial<UpstreamView>): UpstreamView =>
  upstreamViewSchema.parse({
    name: 'openai',
    title: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    prefix: '/openai',
    dialects: ['openai-chat'],
    builtIn: true,
    isDefault: true,
    state: 'unknown',
    lastStatus: null,
    lastError: null,
    lastUsedAt: null,
    ...more,
  });

export const overview = (totals: Partial<Overview['totals']>): Overview =>
  overviewSchema.parse({
    range: '24h',
    totals: {
      requests: 0,
      hits: 0,
      misses: 0,
      bypasses: 0,
      errors: 0,
      inputTokensSaved: 0,
      outputTokensSaved: 0,
      savedMs: 0,
      medianHitMs: null,
      medianMissMs: null,
      ...totals,
    },
    series: [],
    byModel: [],
    byProject: [],
    recentErrors: [],
  });

export const status = (more: Partial<Status>): Status =>
  statusSchema.parse({
    version: '0.1.0',
    pid: 1,
    startedAt: 0,
    now: 0,
    url: 'http://127.0.0.1:8080',
    mode: 'live',
    dataDir: '/data',
    defaultUpstream: 'openai',
    store: { entries: 0, bytes: 0, maxBytes: 1, maxEntries: 1, readOnly: false },
    totals: { requests: 0, hits: 0, misses: 0, bypasses: 0, errors: 0, stored: 0 },
    health: [],
    failures: {},
    ...more,
  });
