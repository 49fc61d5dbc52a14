import { z } from 'zod';

export const topicSchema = z.enum(['traffic', 'entries', 'status', 'settings', 'upstreams']);
export type Topic = z.infer<typeof topicSchema>;

/** Says that something changed, never what: the console asks again for what it shows. At most 4 a second. */
export const tickSchema = z.object({ topics: z.array(topicSchema) });
export type Tick = z.infer<typeof tickSchema>;
