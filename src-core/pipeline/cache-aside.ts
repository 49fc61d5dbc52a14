import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import type { Settings } from '../contracts/settings.ts';
import type { AnswerStore, StoredAnswer } from '../ports/answer-store.ts';
import type { CountFailure, Host } from '../ports/host.ts';
import type { Matcher } from '../ports/matcher.ts';
import { defaultProject } from '../providers/route.ts';
import { credentialHash } from '../request/credential.ts';
import { decodeUtf8, tryParse } from '../request/json-parse.ts';
import { timeToLive } from '../support/time-to-live.ts';
import { readBody } from '../wire/read-body.ts';
import { requestHeader, type Exchange } from './exchange.ts';
import { judgeAge } from './freshness.ts';
import { outcomeHeaders } from './outcome.ts';
import { readRules, type Rules } from './rules.ts';
import { requestTooLarge } from './upload.ts';

export interface CacheAsideDeps {
  host: Host;
  settings: () => Settings;
  salt: Uint8Array;
  answers: AnswerStore;
  matcher: Matcher;
  countFailure: CountFailure;
}

/** Paths of Semcache's cache-aside interface: a store for values that the caller fetches itself. */
export const cacheAsidePaths = { get: '/semcache/v1/get', put: '/semcache/v1/put' } as const;

const getSchema = z.object({ key: z.string().min(1) });
const putSchema = z.object({ key: z.string().min(1), data: z.string() });

/** `POST get {key}` gives the value stored under the key, or under one of the same meaning; 404 without one. */
export async function getAside(deps: CacheAsideDeps, exchange: Exchange): Promise<void> {
  const { key } = getSchema.parse(await readJson(deps, exchange));
  const place = placeOf(deps, exchange.request, key);
  const rules = rulesOf(deps, exchange.request);
  const { outcome } = exchange;
  const isRead = rules.skip === null && rules.reads;
  outcome.cacheStatus = rules.skip === null ? 'miss' : 'bypass';
  outcome.reason = rules.skip ?? (rules.reads ? 'not_found' : 'refresh_requested');
  const exact = isRead ? deps.answers.find(place.key) : undefined;
  if (exact !== undefined && mayServe(deps, exchange, rules, exact)) {
    outcome.match = 'exact';
    sendValue(deps, exchange, exact);
    return;
  }
  if (isRead && rules.byMeaning && (await getSimilar(deps, exchange, rules, { key, partition: place.partition })))
    return;
  throw new SemcacheError('not_found', 'Nothing is stored under this key or one of the same meaning.');
}

/** Answers with the value of a key of the same meaning; false when there is none. */
async function getSimilar(
  deps: CacheAsideDeps,
  exchange: Exchange,
  rules: Rules,
  { key, partition }: { key: string; partition: string },
): Promise<boolean> {
  const { outcome } = exchange;
  const found = await deps.matcher.find({ partition, text: key, target: rules.target });
  outcome.semantic = found.lookup;
  if (outcome.reason === 'not_found') outcome.reason = found.reason;
  for (const hit of found.hits) {
    const similar = deps.answers.findById(hit.entryId);
    if (similar === undefined || !mayServe(deps, exchange, rules, similar)) continue;
    if (outcome.reason === 'exact_match') outcome.reason = 'semantic_match';
    outcome.match = 'semantic';
    outcome.asked = key;
    outcome.similarity = hit.cosine;
    outcome.confidence = hit.confidence;
    sendValue(deps, exchange, similar);
    return true;
  }
  return false;
}

/** `PUT put {key, data}` stores a value under its key; values of other keys, however near, stay as they are. */
export async function putAside(deps: CacheAsideDeps, exchange: Exchange): Promise<void> {
  const { key, data } = putSchema.parse(await readJson(deps, exchange));
  const place = placeOf(deps, exchange.request, key);
  const rules = rulesOf(deps, exchange.request);
  const { outcome } = exchange;
  if (rules.skip !== null) {
    // The caller has its value all the same: a cache that keeps nothing just now is no reason to fail it.
    outcome.reason = rules.skip;
    sendStored(exchange);
    return;
  }
  const createdAt = deps.host.clock.now();
  const result = await deps.answers.put({
    key: place.key,
    portableKey: null,
    createdAt,
    expiresAt: createdAt + (rules.ttlMs ?? timeToLive(defaultProject, '', deps.settings())),
    durationMs: 0,
    upstream: '',
    dialect: 'cache-aside',
    path: cacheAsidePaths.put,
    model: '',
    project: defaultProject,
    keyParts: [{ name: 'credential', value: place.credential }],
    promptText: key,
    conversation: [{ role: 'key', text: key }],
    parameters: '{}',
    answerText: data,
    finishReasons: [],
    usage: null,
    requestBody: null,
    recording: { mode: 'json', contentType: 'text/plain; charset=utf-8', body: Buffer.from(data) },
  });
  outcome.recorded = result.stored ? 'stored' : result.reason;
  if (!result.stored) throw new SemcacheError('conflict', 'The value could not be stored; status says why.');
  outcome.entryId = result.id;
  deps.matcher.remember(result.id, { partition: place.partition, text: key }, null);
  sendStored(exchange);
}

function sendStored({ response, outcome, id }: Exchange): void {
  response.writeHead(200, ['content-length', '0', ...outcomeHeaders(outcome, id, null)]);
  response.end();
}

/** Values belong to no project of a path; all else that headers and settings say counts for them too. */
function rulesOf(deps: CacheAsideDeps, request: IncomingMessage): Rules {
  return readRules((name) => requestHeader(request, name), defaultProject, deps.settings());
}

async function readJson(deps: CacheAsideDeps, exchange: Exchange): Promise<unknown> {
  const limit = deps.settings().cache.maxCacheableRequestBytes;
  const reading = await readBody(exchange.request, limit);
  if (!reading.complete) throw requestTooLarge(limit);
  exchange.requestBytes = reading.body.length;
  // Read leniently, all bytes that are no UTF-8 would be the same, and with them two keys.
  const text = decodeUtf8(reading.body);
  const value = text === undefined ? undefined : tryParse(text);
  if (value === undefined) throw new SemcacheError('invalid_params', 'The body is not valid JSON in UTF-8.');
  return value;
}

interface Place {
  key: string;
  partition: string;
  credential: string;
}

/** Values have a namespace of their own, apart from answers of upstreams, and one per credential. */
function placeOf(deps: CacheAsideDeps, request: IncomingMessage, key: string): Place {
  const header = (name: string): string | undefined => requestHeader(request, name);
  const credential = credentialHash(header, '', deps.salt, Object.keys(request.headers));
  const digest = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const namespace = header('x-semcache-namespace') ?? '';
  return {
    credential,
    partition: digest('cache-aside', namespace, credential),
    key: digest('cache-aside key', namespace, credential, key),
  };
}

/** Whether a value's age lets it serve; the outcome then says as what. */
function mayServe(deps: CacheAsideDeps, { outcome }: Exchange, rules: Rules, answer: StoredAnswer): boolean {
  const { use, reason } = judgeAge(answer, rules.age, deps.host.clock.now());
  const serves = use === 'fresh' || use === 'stale';
  if (serves) outcome.cacheStatus = use === 'fresh' ? 'hit' : 'stale';
  outcome.reason = reason;
  return serves;
}

function sendValue(deps: CacheAsideDeps, exchange: Exchange, answer: StoredAnswer): void {
  const { outcome, response } = exchange;
  outcome.entryId = answer.id;
  const age = Math.max(0, Math.floor((exchange.at - answer.createdAt) / 1000));
  const { body, contentType } = answer.recording;
  const headers = ['content-type', contentType, 'content-length', String(body.byteLength)];
  exchange.sentHeaders = [...headers, ...outcomeHeaders(outcome, exchange.id, age)];
  exchange.responseBytes = body.byteLength;
  exchange.firstByteAt = deps.host.clock.monotonic();
  response.writeHead(200, exchange.sentHeaders.slice());
  response.end(body);
}
