import { z } from 'zod';
import { CATEGORIES } from './categories.schema';
import { PROBLEMS } from './problems.schema';

export const DECISIONS = ['approved', 'flagged', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a reviewer answers, after validation. Wrong or missing fields never become an approval. */
export const reviewAnswerSchema = z.object({
  decision: z.enum(DECISIONS),
  confidence: z.number().min(0).max(1),
  problems: z.array(z.enum(PROBLEMS)).max(PROBLEMS.length),
  category: z.enum(CATEGORIES),
  note: z.string().max(2000),
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

/**
 * Judges one product. Errors (SokoError): `reviewer_rate_limited` (retry with afterMs), `reviewer_unavailable` (retry),
 * `reviewer_refused`, `reviewer_invalid_answer` (never retried: the product is flagged).
 */
export interface QualityReviewer {
  /** The model's name as written to qualityReviews.reviewer. */
  readonly name: string;
  review(subject: ReviewSubject, options?: { signal?: AbortSignal }): Promise<ReviewAnswer>;
  ping(): Promise<void>;
}
