import { z } from 'zod';
import { CATEGORIES } from './categories.schema';
import { PROBLEMS } from './problems.schema';
import { saidFactsSchema } from './said-facts';

export const DECISIONS = ['approved', 'flagged', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a reviewer answers, after validation. Wrong or missing fields never become an approval. */
export const reviewAnswerSchema = z.object({
  decision: z.enum(DECISIONS),
  confidence: z.number().min(0).max(1),
  problems: z.array(z.enum(PROBLEMS)).max(PROBLEMS.length),
  category: z.enum(CATEGORIES),
  note: z.string().max(2000),
  /** What the reviewer read in the words; without it nobody read them. A claim: see grounded-facts.ts. */
  facts: saidFactsSchema.optional(),
});
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;

export interface ReviewSubject {
  productId: string;
  title: string;
  description: string;
  businessName: string | null;
  priceText: string | null;
  /** Normalised by us (re-encoded JPEG, bounded, no metadata); null for a product without a picture. */
  image: Uint8Array | null;
}

export interface ReviewerState {
  /** As `QualityReviewer.name`. */
  model: string;
  /** When its maker turns it off; null: nothing is known. */
  endsAt: Date | null;
  /** What an operator should know of a reviewer that works, and do; null: nothing. */
  note: string | null;
}

/** What one answer took, as the reviewer counts it; what it thought is in `out`. */
export interface ReviewerTokens {
  in: number;
  out: number;
}

/**
 * Judges one product. Errors (SokoError): with a `fault` it is the installation's (key, model, quota, address) and says
 * nothing of any product: `reviewer_not_usable`, `reviewer_quota_spent`, `reviewer_unavailable`. Without: to be tried
 * again, `reviewer_rate_limited` (after afterMs) and `reviewer_unavailable`; never, `reviewer_refused` and
 * `reviewer_invalid_answer`: the product is flagged.
 */
export interface QualityReviewer {
  /** The model's name as written to qualityReviews.reviewer. */
  readonly name: string;
  review(subject: ReviewSubject, options?: { signal?: AbortSignal }): Promise<ReviewAnswer>;
  /** Whether it can be asked now. Judges nothing and costs nothing. Errors: as `review`. */
  ping(options?: { signal?: AbortSignal }): Promise<ReviewerState>;
}
