// Written in zod/mini: the browser reads refusals by the same definition.
import * as z from 'zod/mini';

/** What the API refuses with. */
export const apiErrorSchema = z.object({
  error: z.object({
    code: z.string().check(z.describe('Stable: rely on this.')),
    message: z.string().check(z.describe('What to do about it, in words for people.')),
  }),
});
