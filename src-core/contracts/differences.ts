import { z } from 'zod';
import { keySchema } from './key-schema.ts';

/** What kind of thing two requests differ in, in the order in which people want to know. */
export const differenceKinds = {
  expired: 'the stored answer is older than its time to live',
  not_stored: 'an identical request was answered, but its answer was not stored',
  credential: 'another key, organisation, workspace or credential',
  project: 'another project or namespace',
  upstream: 'another upstream or path',
  dialect: 'another wire format',
  model: 'another model',
  version: 'another API version, beta header or query',
  system: 'another system prompt',
  tool: 'another tool, or a tool that was added or taken away',
  parameter: 'another parameter',
  conversation: 'another earlier turn of the conversation',
  text: 'another last user text',
} as const;
export type DifferenceKind = keyof typeof differenceKinds;

/** A run of text that both have, or only one has. */
export const textChangeSchema = z.object({ op: z.enum(['same', 'stored', 'asked']), text: z.string() });
export type TextChange = z.infer<typeof textChangeSchema>;

/** One thing in which a request differs from a stored one. Values are cut to a few hundred characters; no secrets. */
export const differenceSchema = z.object({
  kind: keySchema(differenceKinds),
  /** Parameter, tool, header or turn that differs. */
  name: z.string(),
  /** Null where one side does not have it, or where the value is nobody's business. */
  stored: z.string().nullable(),
  asked: z.string().nullable(),
  /** For texts: what changed within, in order. */
  changes: z.array(textChangeSchema).nullable(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** The stored request nearest to one that missed, and exactly what differs. */
export const nearestSchema = z.object({
  /** Null when the nearest was answered but not stored. */
  entryId: z.string().nullable(),
  promptPreview: z.string(),
  differences: z.array(differenceSchema),
});
export type Nearest = z.infer<typeof nearestSchema>;
