import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { defaultSettings } from '../../src-core/contracts/settings.ts';
import { openaiChat } from '../../src-core/providers/openai-chat/dialect.ts';
import { canonicalJson, parseJsonRequest } from '../../src-core/request/canonical-json.ts';
import { exactKey } from '../../src-core/request/exact-key.ts';
import { installSalt } from '../../src-core/settings/install-salt.ts';
import { openStore, type Store } from '../../src-core/store/open-store.ts';
import { answerText, requestText } from './answers.ts';

const silent = (): void => undefined;

/** What makes the entries findable by meaning. */
export interface FilledVectors {
  /** Identity of the model that the vectors are said to be of. */
  identity: string;
  bodyOf: (index: number) => string;
  vectorOf: (index: number) => Float32Array;
  onStored: (partition: string, id: string, vector: Float32Array) => void;
}

/** The store of a data folder; whatever fails is thrown. */
export function openBenchStore(dataDir: string): Store {
  return openStore({
    dataDir,
    now: Date.now,
    randomBytes,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    countFailure: (name, cause) => {
      throw new Error(name, { cause });
    },
    limits: { ...defaultSettings.cache, projectBytes: new Map() },
  });
}

/** Entries written together: recording puts those of one turn of the event loop into one transaction. */
const atOnce = 32;

/** Fills a data folder with entries as recording would have written them, under the keys that requests will have. */
export async function fillStore(
  dataDir: string,
  entries: number,
  upstreamUrl: string,
  vectors?: FilledVectors,
): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const salt = installSalt(dataDir);
  const url = new URL(upstreamUrl);
  const store = openBenchStore(dataDir);
  const body = Buffer.from(answerText);
  const fill = async (index: number): Promise<void> => {
    const text = vectors?.bodyOf(index) ?? requestText(`Stored question ${String(index)}?`);
    const parsed = parseJsonRequest(Buffer.from(text));
    if (!parsed.ok) throw new Error(parsed.reason);
    const reading = openaiChat.readRequest(parsed.value, { path: url.pathname, query: '', header: () => undefined });
    if (!reading.cacheable) throw new Error(reading.reason);
    const { request } = reading;
    const identity = {
      dialect: openaiChat.id,
      identityHeaders: openaiChat.identityHeaders,
      origin: url.origin,
      path: url.pathname,
      query: '',
      project: 'default',
      namespace: '',
      model: request.model,
      header: (name: string) => (name === 'authorization' ? 'Bearer sk-bench' : undefined),
      salt,
    };
    const key = exactKey({ ...identity, body: request.identity });
    const stored = await store.answers.put({
      key: key.key,
      portableKey: key.portableKey,
      createdAt: Date.now(),
      expiresAt: Date.now() + defaultSettings.cache.ttlMs,
      durationMs: 800,
      upstream: url.host,
      dialect: openaiChat.id,
      path: url.pathname,
      model: request.model,
      project: 'default',
      keyParts: key.parts,
      promptText: request.promptText,
      conversation: request.conversation,
      parameters: canonicalJson(request.parameters),
      answerText: 'an answer',
      finishReasons: ['stop'],
      usage: null,
      requestBody: null,
      recording: { mode: 'json', contentType: 'application/json', body },
    });
    if (vectors === undefined || !stored.stored || !request.compared.comparable) return;
    const { id } = stored;
    const byMeaning = { ...identity, dialect: `${openaiChat.id} by meaning`, body: request.compared.rest };
    const row = {
      id,
      partition: exactKey(byMeaning).key,
      text: request.compared.text,
      vector: vectors.vectorOf(index),
    };
    store.vectors.put(row, vectors.identity);
    vectors.onStored(row.partition, id, row.vector);
  };
  for (let first = 0; first < entries; first += atOnce) {
    const count = Math.min(atOnce, entries - first);
    await Promise.all(Array.from({ length: count }, (_, place) => fill(first + place)));
  }
  store.close();
}
