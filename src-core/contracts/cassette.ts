import { z } from 'zod';
import { keyPartSchema } from './outcome.ts';
import { answerModeSchema, turnSchema, usageSchema } from './views.ts';

/** First line of a cassette: a file of recorded answers, one JSON document a line, that holds no credential. */
export const cassetteHeaderSchema = z.object({ semcache: z.literal('cassette'), version: z.literal(1) });

/** One recorded answer. Members are written in this order, so that two exports of the same entries are the same text. */
export const cassetteEntrySchema = z.object({
  /** Identity of the request without its credential, hex. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  dialect: z.string().min(1),
  upstream: z.string(),
  path: z.string().startsWith('/'),
  model: z.string(),
  project: z.string().min(1),
  /** Further parts of the identity: upstream address, query, version headers. */
  identity: z.array(keyPartSchema),
  recordedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** Request body as sent; null when it was too large to keep. */
  request: z.string().nullable(),
  prompt: z.string(),
  conversation: z.array(turnSchema),
  parameters: z.string(),
  answer: z.string(),
  finishReasons: z.array(z.string()),
  usage: usageSchema.nullable(),
  response: z.object({
    mode: answerModeSchema,
    contentType: z.string(),
    /** The answer's bytes: as text, or as base64 where they are no UTF-8. */
    body: z.union([z.string(), z.strictObject({ base64: z.base64() })]),
  }),
});
export type CassetteEntry = z.infer<typeof cassetteEntrySchema>;

/** A page of a cassette, ready to be written line by line. */
export const cassettePageSchema = z.object({
  lines: z.array(z.string()),
  nextCursor: z.string().nullable(),
  total: z.int().nonnegative(),
  /** What a person should look at before sharing the file. */
  warnings: z.array(z.string()),
});

export const cassetteImportSchema = z.object({
  imported: z.int().nonnegative(),
  /** Lines that were left out, with the reason; nothing of them is stored. */
  rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
});
export type CassetteImport = z.infer<typeof cassetteImportSchema>;
