import { z } from 'zod';
import { cacheStatusSchema, lookupReasonSchema, recordReasonSchema } from './outcome.ts';
import { settingsSchema } from './settings.ts';
import { statusSchema, upstreamViewSchema } from './views.ts';

const bytes = z.number().nonnegative();

/** How often each outcome happened in the last day. */
export const outcomeCountSchema = z.object({
  cacheStatus: cacheStatusSchema,
  reason: lookupReasonSchema,
  recorded: recordReasonSchema,
  errorCode: z.string().nullable(),
  requests: z.int().nonnegative(),
});
export type OutcomeCount = z.infer<typeof outcomeCountSchema>;

/** State of an instance for a bug report: no prompt, no answer, no credential, no header. */
export const diagnosticsSchema = z.object({
  generatedAt: z.iso.datetime(),
  host: z.string(),
  system: z.object({
    platform: z.string(),
    release: z.string(),
    arch: z.string(),
    node: z.string(),
    electron: z.string().nullable(),
    memoryBytes: bytes,
    freeMemoryBytes: bytes,
    processBytes: z.object({ rss: bytes, heapUsed: bytes, external: bytes }),
    uptimeSeconds: z.number().nonnegative(),
  }),
  status: statusSchema,
  settings: settingsSchema,
  upstreams: z.array(
    upstreamViewSchema.pick({
      name: true,
      builtIn: true,
      isDefault: true,
      state: true,
      lastStatus: true,
      lastError: true,
    }),
  ),
  outcomes: z.array(outcomeCountSchema),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;
