// What the API answers an admin who has done something about a seller. In zod/mini: the browser reads it, too.
import * as z from 'zod/mini';

export const sellerActedSchema = z.object({
  changed: z.boolean().check(z.describe('False: it was so already.')),
  products: z.int().check(z.nonnegative(), z.describe('How many of theirs it is about.')),
  syncRunId: z.nullable(z.uuid()).check(z.describe('The sync that was started.')),
});
export type SellerActed = z.infer<typeof sellerActedSchema>;

export const optOutLiftedSchema = z.object({ lifted: z.literal(true) });
