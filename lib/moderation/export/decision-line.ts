import { z } from 'zod';

/** What was decided about, as it is now; its words and picture are those that were judged. */
const productSchema = z.object({
  title: z.string().nullable(),
  description: z.string().nullable(),
  businessName: z.string().nullable(),
  priceText: z.string().nullable(),
  /** WhatsApp's link: it dies. */
  imageUrl: z.string().nullable(),
  /** sha-256 of what is at imageUrl. */
  imageHash: z.string().nullable(),
  /** Ours, while the product is approved. */
  storedImageUrl: z.string().nullable(),
});

/** One decision as it is exported. `npm run eval:qc` reads it again. */
export const decisionLineSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  productId: z.string(),
  contentHash: z.string(),
  source: z.enum(['model', 'moderator']),
  /** The model's name, or a moderator's id. */
  reviewer: z.string(),
  /** What a moderator did; null: a model's, or an older one. */
  action: z.string().nullable(),
  decision: z.enum(['approved', 'flagged', 'rejected']),
  confidence: z.number().nullable(),
  problems: z.array(z.string()),
  category: z.string().nullable(),
  note: z.string().nullable(),
  policyVersion: z.number().int().nullable(),
  /** When it was taken back: it counts for nothing. */
  undoneAt: z.iso.datetime().nullable(),
  /** Null: the seller has changed it since. */
  product: productSchema.nullable(),
});
export type DecisionLine = z.infer<typeof decisionLineSchema>;
