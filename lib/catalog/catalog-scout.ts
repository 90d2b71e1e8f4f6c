import { z } from 'zod';

/** One product as the Scout or a pasted link names it. */
const foundProductSchema = z.object({
  /** 1 to 20 digits, a string: longer than a safe integer. */
  productId: z.string().max(20),
  /** E.164 digits without +, 7 to 15. */
  sellerPhone: z.string().max(15),
});
export type FoundProduct = z.infer<typeof foundProductSchema>;

/** "0 products" is never one of the answers: it does not mean that the catalogue is empty. */
export const scoutOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    products: z.array(foundProductSchema),
    /** False when a bound (time, scrolls, products) ended the scroll before new ids stopped coming. */
    complete: z.boolean(),
  }),
  z.object({ kind: z.literal('interstitial') }),
  z.object({ kind: z.literal('not_found') }),
  z.object({ kind: z.literal('blocked'), retryAfterMs: z.number().exactOptional() }),
  z.object({ kind: z.literal('not_understood'), detail: z.string().max(2_000) }),
]);
export type ScoutOutcome = z.infer<typeof scoutOutcomeSchema>;

/**
 * Reads product ids from one seller's catalogue page. Throws SokoError for faults of ours (no browser, it crashed) and
 * when WhatsApp cannot be reached at all (network, 5xx): the error says whether to try again.
 */
export interface CatalogScout {
  scout(phone: string, options?: { signal?: AbortSignal }): Promise<ScoutOutcome>;
  close(): Promise<void>;
}
