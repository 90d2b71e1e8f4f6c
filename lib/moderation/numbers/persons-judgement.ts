import { Prisma } from '@/lib/platform/prisma-client/client';

/**
 * Of a review `r`: a person's judgement that was not taken back. What leaves it to admins, or corrects a category,
 * judges nothing. "qualityReviews_judgements_of" is an index of these.
 */
export const PERSONS_JUDGEMENT = Prisma.sql`r."source" = 'moderator' AND r."undoneAt" IS NULL
  AND (r."action" IS NULL OR r."action" IN ('approve', 'reject', 'fix', 'put_back'))`;

/** Of a review `m`: what a model said, not that none could be asked. */
export const MODELS_JUDGEMENT = Prisma.sql`m."source" = 'model' AND m."confidence" IS NOT NULL
  AND m."reviewer" NOT IN ('no-reviewer', 'policy')`;
