import { z } from 'zod';

/** How the models run inside their process, from fastest to most careful; `none` means no process at all. */
export const runningBackends = ['native', 'native-careful', 'wasm'] as const;
export type RunningBackend = (typeof runningBackends)[number];

const pairSchema = z.object({ stored: z.string(), asked: z.string() });

/** What the process is told. `load` comes first and once; ids of the others are unique for its life. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('load'),
    /** Folder that holds the folders of the models. */
    modelsFolder: z.string(),
    embedder: z.string(),
    verifier: z.string().nullable(),
    backend: z.enum(runningBackends),
    /** Threads of each model where they run natively; 1 when left out. */
    threads: z.int().min(1).max(2).optional(),
    /** Identity of these files where it is known already; else the process computes it. */
    identity: z.string().nullable(),
  }),
  z.object({ type: z.literal('embed'), id: z.int(), text: z.string() }),
  z.object({ type: z.literal('verify'), id: z.int(), pairs: z.array(pairSchema) }),
]);
export type ModelRequest = z.infer<typeof requestSchema>;
export type LoadRequest = Extract<ModelRequest, { type: 'load' }>;

const embeddingSchema = z.object({
  vector: z.custom<Float32Array>((value) => value instanceof Float32Array),
  pieces: z.int(),
  unknownShare: z.number(),
});

/** What the process answers. `load-failed` is its last word: it ends itself after it. */
export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), identity: z.string(), loadMs: z.number() }),
  z.object({ type: z.literal('load-failed'), message: z.string() }),
  z.object({ type: z.literal('embedded'), id: z.int(), embedding: embeddingSchema }),
  z.object({ type: z.literal('verified'), id: z.int(), logits: z.array(z.number()) }),
  z.object({ type: z.literal('rejected'), id: z.int(), message: z.string() }),
]);
export type ModelReply = z.infer<typeof replySchema>;
