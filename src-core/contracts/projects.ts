import { z } from 'zod';
import { projectNameSchema, projectSettingsSchema } from './settings.ts';
import { cacheModeSchema } from './views.ts';

/** The mode of everything, and of the projects that have one of their own. */
export const modesSchema = z.object({
  mode: cacheModeSchema,
  projects: z.array(z.object({ name: z.string(), mode: cacheModeSchema })),
});

/** Sets the mode of everything, or of one project; null gives a project the mode of everything again. */
export const modeChangeSchema = z
  .strictObject({ mode: cacheModeSchema.nullable(), project: projectNameSchema.nullable().default(null) })
  .refine(({ mode, project }) => mode !== null || project !== null, 'only a project can be without a mode');

/** A project as lists show it: what it has for itself, and what the last thirty days brought. */
export const projectViewSchema = z.object({
  name: z.string(),
  settings: projectSettingsSchema,
  requests: z.int().nonnegative(),
  hits: z.int().nonnegative(),
});
export type ProjectView = z.infer<typeof projectViewSchema>;

/** Replaces what a project has for itself; null takes it all away. */
export const projectChangeSchema = z.strictObject({
  name: projectNameSchema,
  settings: projectSettingsSchema.nullable(),
});
