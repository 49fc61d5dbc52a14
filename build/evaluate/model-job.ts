import { z } from 'zod';

/** A text to embed (`asked` null) or a pair to verify. */
export const jobSchema = z.object({
  id: z.int(),
  items: z.array(z.object({ text: z.string(), asked: z.string().nullable() })),
});
export type Job = z.infer<typeof jobSchema>;

/** One vector with the share of unknown pieces and the number of pieces behind it, or one logit, per item of the job. The worker sends id -1 once its models are loaded. */
export const jobResultSchema = z.object({ id: z.int(), values: z.array(z.array(z.number())) });
