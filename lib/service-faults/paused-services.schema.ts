// What readiness, the admin's page and its API say of paused services. In zod/mini: the browser reads it, too.
import * as z from 'zod/mini';

export const serviceSchema = z.enum(['reviewer', 'images', 'vectors', 'model']);

export const pausedServiceSchema = z.object({
  service: serviceSchema,
  code: z.string(),
  message: z.string().check(z.describe('What is wrong, in the service’s own words.')),
  remedy: z.string().check(z.describe('What an operator is to do. All goes on by itself once it is mended.')),
  since: z.iso.datetime(),
  waiting: z.int().check(z.nonnegative(), z.describe('How many products wait for it.')),
});
export type PausedService = z.infer<typeof pausedServiceSchema>;

export const serviceTriedSchema = z.object({
  service: serviceSchema,
  tried: z.boolean().check(z.describe('False: it is not paused any more.')),
});
export type ServiceTried = z.infer<typeof serviceTriedSchema>;
