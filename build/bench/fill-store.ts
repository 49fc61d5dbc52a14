import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { defaultSettings } from '../../src-core/contracts/settings.ts';
import { openaiChat } from '../../src-core/providers/openai-chat/dialect.ts';
import { canonicalJson, parseJsonRequest } from '../../src-core/request/canonical-json.ts';
import { exactKey } from '../../src-core/request/exact-key.ts';
import { installSalt } from '../../src-core/settings/install-salt.ts';
import { openStore } from '../../src-core/store/open-store.ts';
import { answerText, requestText } from './answers.ts';

const silent = (): void => undefined;

/** Fills a data folder with entries as recording would have written them, under the keys that requests will have. */
export async function fillStore(dataDir: string, entries: number, upstreamUrl: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const salt = installSalt(dataDir);
  const url = new URL(upstreamUrl);
  const store = openStore({
    dataDir,
    now: Date.now,
    randomBytes,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    countFailure: (name, cause) => {
      throw new Error(name, { cause });
    },
    limits: { ...defaultSettings.cache, projectBytes: new Map() },
  });
  const body = Buffer.from(answerText);
  for (let index = 0; index < entries; index += 1) {
    const parsed = parseJsonRequest(Buffer.from(requestText(`Stored question ${String(index)}?`)));
    if (!parsed.ok) throw new Error(parsed.reason);
    const reading = openaiChat.readRequest(parsed.value, { path: url.pathname, query: '', header: () => undefined });
    if (!reading.cacheable) throw new Error(reading.reason);
    const { request } = reading;
    const key = exactKey({
      dialect: openaiChat.id,
      identityHeaders: openaiChat.identityHeaders,
      origin: url.origin,
      path: url.pathname,
      query: '',
      project: 'default',
      namespace: '',
      model: request.model,
      body: request.identity,
      header: (name) => (name === 'authorization' ? 'Bearer sk-bench' : undefined),
      salt,
    });
    await store.answers.put({
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
  }
  store.close();
}
