import type { CassetteEntry } from '../contracts/cassette.ts';
import type { AnswerDraft } from '../ports/answer-store.ts';
import { isOwnerPart } from '../request/exact-key.ts';
import { redactSecrets } from '../support/redact-secrets.ts';

export const cassetteHeader = '{"semcache":"cassette","version":1}';

/** A stored answer as a line of a cassette, without its owner; undefined for what has no portable identity. */
export function cassetteLine(entry: AnswerDraft): string | undefined {
  if (entry.portableKey === null) return undefined;
  const line: CassetteEntry = {
    key: entry.portableKey,
    dialect: entry.dialect,
    upstream: entry.upstream,
    path: entry.path,
    model: entry.model,
    project: entry.project,
    identity: entry.keyParts.filter(({ name }) => !isOwnerPart(name)),
    recordedAt: new Date(entry.createdAt).toISOString(),
    durationMs: Math.round(entry.durationMs),
    request: entry.requestBody,
    prompt: entry.promptText,
    conversation: entry.conversation,
    parameters: entry.parameters,
    answer: entry.answerText,
    finishReasons: entry.finishReasons,
    usage: entry.usage,
    response: {
      mode: entry.recording.mode,
      contentType: entry.recording.contentType,
      body: bodyText(entry.recording.body),
    },
  };
  return JSON.stringify(line);
}

/** Whether a line holds something that looks like a credential: prompts and answers are written as they are. */
export const looksSecret = (line: string): boolean => redactSecrets(line) !== line;

function bodyText(body: Uint8Array): string | { base64: string } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : { base64: bytes.toString('base64') };
}
