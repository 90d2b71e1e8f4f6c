// Loaded beside the first request, not with the page: most of a page's visitors never ask for more.
import * as z from 'zod/mini';
import { cardPageSchema, productCountSchema } from '@/lib/marketplace/product-view.schema';
import { reviewBatchSchema } from '@/lib/moderation/batches/batch.schema';
import {
  policySavedSchema,
  queueNewsSchema,
  reportReceivedSchema,
  reviewDecidedSchema,
  reviewLeaseSchema,
  reviewQueueSchema,
  reviewSkippedSchema,
  secondLookDecidedSchema,
} from '@/lib/moderation/moderation.schema';
import { reviewContextSchema } from '@/lib/moderation/review-context/review-context.schema';
import { overviewSchema } from '@/lib/operations/overview.schema';
import { pauseChangedSchema } from '@/lib/pauses/pauses.schema';
import { apiErrorSchema } from '@/lib/platform/http-errors.schema';
import { modelChangedSchema, reindexProgressSchema } from '@/lib/reindex/reindex-progress.schema';
import { cardMatchPageSchema, cardSearchPageSchema } from '@/lib/search/search-page.schema';
import { suggestionsSchema } from '@/lib/search/suggestions.schema';
import { onboardedSchema } from '@/lib/sellers/onboarded.schema';
import { shopProofSchema } from '@/lib/sellers/proof/proof.schema';
import { optOutLiftedSchema, sellerActedSchema } from '@/lib/sellers/seller-acted.schema';
import { serviceTriedSchema } from '@/lib/service-faults/paused-services.schema';
import {
  dismissedSchema,
  pictureRenewalSchema,
  replayedSchema,
  replayPreviewSchema,
  syncItemPageSchema,
  syncViewSchema,
} from '@/lib/syncs/sync-view.schema';

// zod compiles its checks where it may; a page's policy forbids that, and even trying is reported.
z.config({ jitless: true });

/** What the API answers our pages, by what they ask for. */
const ANSWERS = {
  products: cardPageSchema,
  productCount: productCountSchema,
  similar: cardMatchPageSchema,
  search: cardSearchPageSchema,
  suggestions: suggestionsSchema,
  pictureRenewal: pictureRenewalSchema,
  reportReceived: reportReceivedSchema,
  onboarded: onboardedSchema,
  shopProof: shopProofSchema,
  sync: syncViewSchema,
  syncItems: syncItemPageSchema,
  reviewQueue: reviewQueueSchema,
  reviewLease: reviewLeaseSchema,
  queueNews: queueNewsSchema,
  reviewContext: reviewContextSchema,
  reviewDecided: reviewDecidedSchema,
  reviewSkipped: reviewSkippedSchema,
  reviewBatch: reviewBatchSchema,
  policySaved: policySavedSchema,
  secondLookDecided: secondLookDecidedSchema,
  replayed: replayedSchema,
  replayPreview: replayPreviewSchema,
  dismissed: dismissedSchema,
  serviceTried: serviceTriedSchema,
  pauseChanged: pauseChangedSchema,
  overview: overviewSchema,
  reindexProgress: reindexProgressSchema,
  modelChanged: modelChangedSchema,
  sellerActed: sellerActedSchema,
  optOutLifted: optOutLiftedSchema,
};
export type AnswerName = keyof typeof ANSWERS;
export type Answer<Name extends AnswerName> = Answers[Name];
type Answers = { [Name in AnswerName]: z.output<(typeof ANSWERS)[Name]> };

/** Null: this is not what was asked for. */
export function readAnswer<Name extends AnswerName>(name: Name, body: unknown): Answers[Name] | null {
  // Named so that the compiler sees which answer goes with which name.
  const schemas: { [Each in AnswerName]: z.ZodMiniType<Answers[Each]> } = ANSWERS;
  return read(schemas[name], body);
}

export function readRefusal(body: unknown): { code: string; message: string } | null {
  return read(apiErrorSchema, body)?.error ?? null;
}

function read<Read>(schema: z.ZodMiniType<Read>, body: unknown): Read | null {
  return z.safeParse(schema, body).data ?? null;
}
