// Written in zod/mini, as what the API answers.
import * as z from 'zod/mini';

export const sellerSaysSchema = z.object({
  place: z.nullable(z.string()).check(z.describe('Where the shop is.')),
  delivery: z.nullable(z.string()).check(z.describe('How it delivers.')),
});
/** In the seller's own words, never ours. */
export type SellerSays = z.infer<typeof sellerSaysSchema>;
