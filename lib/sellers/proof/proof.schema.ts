// What the API answers about a proof. Written in zod/mini: the browser reads answers by the same definitions.
import * as z from 'zod/mini';

/** What a look came to that did not find the code. */
export const PROOF_FINDINGS = ['not_yet', 'not_in_catalogue', 'gone', 'blocked', 'unreadable'] as const;
export type ProofFinding = (typeof PROOF_FINDINGS)[number];

export const shopProofSchema = z.object({
  sellerId: z.uuid(),
  code: z
    .string()
    .check(z.describe('To be put into one product’s title or description on WhatsApp. For this key only.')),
  state: z.enum(['open', 'looking', 'proven', 'expired']),
  finding: z.nullable(z.enum(PROOF_FINDINGS)).check(z.describe('What the last look came to; null before the first.')),
  productId: z.nullable(z.string()).check(z.describe('Where it was looked for.')),
  lookedAt: z.nullable(z.iso.datetime()),
  expiresAt: z.iso.datetime(),
});
export type ShopProof = z.infer<typeof shopProofSchema>;
