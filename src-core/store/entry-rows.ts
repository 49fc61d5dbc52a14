import { z } from 'zod';
import { keyPartSchema } from '../contracts/outcome.ts';
import { answerModeSchema, turnSchema, type EntrySummary, type Usage } from '../contracts/views.ts';
import type { AnswerDraft } from '../ports/answer-store.ts';
import { unreadableText, type ValueCipher } from './encryption.ts';

/** Columns of `entries` that lists show. */
export const summaryColumns = [
  'id',
  'key',
  'created_at',
  'last_hit_at',
  'expires_at',
  'hits',
  'size_bytes',
  'pinned',
  'upstream',
  'dialect',
  'model',
  'project',
  'prompt_preview',
  'mode',
  'input_tokens',
  'output_tokens',
  'total_tokens',
]
  .map((column) => `entries.${column}`)
  .join(', ');

const tokens = z.int().nullable();
export const usageColumns = { input_tokens: tokens, output_tokens: tokens, total_tokens: tokens };

export const summaryRowSchema = z.object({
  id: z.string(),
  key: z.string(),
  created_at: z.number(),
  last_hit_at: z.number().nullable(),
  expires_at: z.number(),
  hits: z.int(),
  size_bytes: z.int(),
  pinned: z.int(),
  upstream: z.string(),
  dialect: z.string(),
  model: z.string(),
  project: z.string(),
  prompt_preview: z.string(),
  mode: answerModeSchema,
  ...usageColumns,
});

/** Where the preview of an entry lies, for the cipher. */
export const previewPlace = (key: string): string => `preview ${key}`;

/** A row of `entries` as lists show it. */
export function toSummary(cipher: ValueCipher, row: z.infer<typeof summaryRowSchema>): EntrySummary {
  return {
    id: row.id,
    createdAt: row.created_at,
    lastHitAt: row.last_hit_at,
    expiresAt: row.expires_at,
    hits: row.hits,
    sizeBytes: row.size_bytes,
    pinned: row.pinned !== 0,
    upstream: row.upstream,
    dialect: row.dialect,
    model: row.model,
    project: row.project,
    promptPreview: cipher.readText(row.prompt_preview, previewPlace(row.key)) ?? unreadableText,
    mode: row.mode,
    usage: toUsage(row.input_tokens, row.output_tokens, row.total_tokens),
  };
}

/** The three token columns are set together or not at all. */
export function toUsage(input: number | null, output: number | null, total: number | null): Usage | null {
  if (input === null || output === null || total === null) return null;
  return { inputTokens: input, outputTokens: output, totalTokens: total };
}

/** What is kept of an entry for people and for search, packed into one value beside the recording. */
export const entryDetailsSchema = z.object({
  promptText: z.string(),
  conversation: z.array(turnSchema),
  parameters: z.string(),
  answerText: z.string(),
  finishReasons: z.array(z.string()),
  keyParts: z.array(keyPartSchema),
  requestBody: z.string().nullable().default(null),
});

/** The JSON text of a draft's details. */
export function writeEntryDetails(draft: AnswerDraft): string {
  const { promptText, conversation, parameters, answerText, finishReasons, keyParts, requestBody } = draft;
  return JSON.stringify({ promptText, conversation, parameters, answerText, finishReasons, keyParts, requestBody });
}
