// What readiness, the admin's pages and their API say of what a person has paused. In zod/mini: the browser reads it.
import * as z from 'zod/mini';

export const PAUSABLE_STAGES = ['hydrate', 'embed', 'review', 'persist'] as const;
export const pausableStageSchema = z.enum(PAUSABLE_STAGES);
export type PausableStage = z.infer<typeof pausableStageSchema>;

export const pausableSchema = z.enum([...PAUSABLE_STAGES, 'heartbeat']);
export type Pausable = z.infer<typeof pausableSchema>;

export const pausedStageSchema = z.object({
  stage: pausableStageSchema,
  since: z.iso.datetime(),
  waiting: z.int().check(z.nonnegative(), z.describe('How many products wait for it to be resumed.')),
});
/** A stage that a person has paused; why is for admins, since readiness is public. */
export type PausedStage = z.infer<typeof pausedStageSchema>;

export const pauseChangedSchema = z.object({
  what: pausableSchema,
  changed: z.boolean().check(z.describe('False: it was so already.')),
});
export type PauseChanged = z.infer<typeof pauseChangedSchema>;
