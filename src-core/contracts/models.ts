import { z } from 'zod';

/** The embedding model that ships with the product; the decision always rests on it. */
export const shippedModel = 'all-MiniLM-L6-v2';

/** Id of a model on the hub, such as `Xenova/bge-small-en-v1.5`; also its folder below the data folder. */
export const hubModelSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/,
    'an id as on Hugging Face, such as Xenova/bge-small-en-v1.5',
  );

export const chosenModelSchema = z.union([z.literal(shippedModel), hubModelSchema]);

/** A branch, tag or commit of a model's repository. */
export const revisionSchema = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'a branch, tag or commit of the model on the hub');

const bytes = z.int().nonnegative();

export const modelViewSchema = z.object({
  name: z.string(),
  /** Came with the product; the others were downloaded. */
  shipped: z.boolean(),
  /** Finds the candidates that are compared. */
  inUse: z.boolean(),
  /** What was wrong with it when it was to be used, in words. */
  problem: z.string().nullable(),
  /** Commit on the hub that the files are of. */
  revision: z.string().nullable(),
  bytes,
  /** Numbers per vector. */
  dimensions: z.int().positive(),
  /** Milliseconds since the epoch. */
  installedAt: z.number().nullable(),
});

export const modelsSchema = z.object({
  items: z.array(modelViewSchema),
  /** The one going on; sizes are the hub's. */
  download: z.object({ name: z.string(), revision: z.string(), receivedBytes: bytes, totalBytes: bytes }).nullable(),
  /** How the last download ended when it did not end well, until the next one begins; `code` as in errors.md. */
  failure: z.object({ name: z.string(), code: z.string(), message: z.string() }).nullable(),
});
export type Models = z.infer<typeof modelsSchema>;
export type ModelView = Models['items'][number];
