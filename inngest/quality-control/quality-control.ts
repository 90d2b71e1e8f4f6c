import type { Inngest } from 'inngest';
import { readProducts } from '@/lib/products/product-record';
import { applyReviewsInForce, type ReviewInForce, readReviewsInForce, recordReview } from '@/lib/products/reviews';
import { isInRun, sendBackToEmbed } from '@/lib/syncs/open-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { productApproved, productEmbedded, productHydrated } from '../events';
import {
  type Attempt,
  type Attempted,
  createProductStage,
  type InHand,
  type ProductStage,
  type Settled,
  type StageDeps,
} from '../product-stage/product-stage';
import { isReviewable, type JudgeDeps, type Judgement, judgeProduct, unjudged } from './judge-product';
import { countPriceDisagreement } from './price-disagreements';
import { moveAfter } from './review-move';

export interface QualityControlDeps extends StageDeps, JudgeDeps {
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
}

/** Waits out a reviewer that is rate-limited, or away for an hour. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000];
/**
 * 3,840 products a minute. With what Gemini takes for an answer, the batches at once ask for less; a smaller quota
 * answers 429, which is waited out.
 */
const BATCHES_PER_SECOND = 8;

/** `picture-changed`: it is not the one any more that was embedded. */
type Look = 'judged' | 'picture-changed';

/**
 * product/embedded → a decision, applied at once → product/approved. What cannot be judged is flagged, never approved.
 */
export const createQualityControl = (inngest: Inngest, deps: QualityControlDeps) =>
  createProductStage(inngest, deps, qualityControl(deps));

export function qualityControl(deps: QualityControlDeps): ProductStage<Look, Map<string, ReviewInForce>> {
  return {
    id: 'quality-control',
    stage: 'review',
    startedBy: productEmbedded,
    next: { stage: 'persist', event: productApproved },
    // All of a batch are with the reviewer at once, each with one picture in memory.
    batch: 8,
    productsAtOnce: 8,
    batchesAtOnce: 3,
    // Two, so that one batch is asked about while the other's answers are written down.
    batchesOfOneLane: 2,
    throttle: { limit: BATCHES_PER_SECOND, period: '1s', burst: 1 },
    waitsFor: () => WAITS_MS,
    begin: (batch) => readReviewsInForce(deps.db, batch.map(({ product }) => product).filter(isReviewable)),
    attempt: (inHand, inForce) => look(deps, inHand, inForce),
    settle: (attempted) => applyReviews(deps, attempted),
  };
}

/** Judges a product once per content. */
async function look(
  deps: QualityControlDeps,
  { item, product }: InHand,
  inForce: Map<string, ReviewInForce>,
): Promise<Attempt<Look>> {
  if (!isReviewable(product)) return null;
  if (inForce.has(product.productId)) return { kind: 'done', found: 'judged' };
  const judged = await judgeProduct(deps, product);
  if (judged.kind === 'retry') return judged;
  if (judged.kind === 'judged') await keep(deps, judged, item);
  return { kind: 'done', found: judged.kind };
}

/** At once, not with the rest of the batch: it may have cost money. */
async function keep({ db }: QualityControlDeps, { review, log }: Judgement, item: InHand['item']): Promise<void> {
  await recordReview(db, review);
  if (review.facts?.disagreement) countPriceDisagreement(review.facts.disagreement);
  if (log !== undefined) await writeSyncLogs(db, [{ ...item, ...log }]);
}

/** The reviews in force, a person's before the model's, onto the products and their items. */
async function applyReviews(deps: QualityControlDeps, attempted: Attempted<Look>[]): Promise<Settled[]> {
  const { db } = deps;
  const changed = attempted.filter((entry) => entry.kind === 'done' && entry.found === 'picture-changed');
  const judged = attempted.filter((entry) => !changed.includes(entry));
  await flagUnjudged(deps, judged);
  const ids = [...new Set(judged.map(({ item }) => item.productId))];
  if (ids.length > 0) await applyReviewsInForce(db, ids);
  // Before the items move: a shopper sees an approved product at once, while its picture is still being stored.
  await deps.recomputeListing(ids);
  const reviews = await readReviewsInForce(db, judged.map(({ product }) => product).filter(isReviewable));
  const products = await readProducts(db, ids);
  const settled = judged.flatMap(({ item }): Settled[] => {
    const [product, review] = [products.get(item.productId), reviews.get(item.productId)];
    // Erased with its seller while it was judged: its items are gone too.
    if (product === undefined || review === undefined) return [];
    const move = moveAfter(product, review);
    const code = move.problem?.code;
    return [{ item, result: review.decision, ...(code && { code }), move, handOn: move.stage === 'persist' }];
  });
  return [...settled, ...(await embedAgain(deps, changed))];
}

/** What could not be judged for good is a person's to look at, unless somebody has decided already. */
async function flagUnjudged(deps: QualityControlDeps, judged: Attempted<Look>[]): Promise<void> {
  const failed = judged.flatMap((entry) =>
    entry.kind === 'failed' && isReviewable(entry.product) ? [{ ...entry, product: entry.product }] : [],
  );
  const inForce = await readReviewsInForce(
    deps.db,
    failed.map(({ product }) => product),
  );
  for (const { item, product, ...problem } of failed) {
    if (!inForce.has(item.productId)) await keep(deps, unjudged(product, deps.reviewer, problem), item);
  }
}

async function embedAgain({ db }: QualityControlDeps, changed: Attempted<Look>[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const { item } of changed) {
    if (!isInRun(item) || !(await sendBackToEmbed(db, item))) continue;
    settled.push({ item, result: 'picture-changed', events: [productHydrated.create(item)] });
  }
  return settled;
}
