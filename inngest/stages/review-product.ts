import { asSokoError, type SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { needsPersistence, type ProductRecord, readProduct } from '@/lib/products/product-record';
import {
  applyReviewInForce,
  type ReviewInForce,
  type ReviewRecord,
  readReviewInForce,
  recordReview,
} from '@/lib/products/reviews';
import type { QualityReviewer, ReviewAnswer, ReviewSubject } from '@/lib/quality/quality-reviewer';
import { type ItemMove, moveItems } from '@/lib/syncs/move-items';
import { type ItemRef, readOpenItems, sendBackToEmbed } from '@/lib/syncs/open-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import type { StageReport } from '../stage-report';
import { fetchPicture } from './fetch-picture';
import type { PageSource } from './page-source';
import { troubleAsError } from './trouble';

export interface ReviewDeps {
  db: PrismaClient;
  source: PageSource;
  reviewer: QualityReviewer;
  /** Our own rules on top of the model's answer: they only make it stricter. */
  applyPolicy(answer: ReviewAnswer, subject: ReviewSubject): ReviewAnswer;
  /** lib/media: re-encoded, bounded, without metadata. Throws SokoError for what is no picture. */
  normalisePicture(bytes: Uint8Array): Promise<Uint8Array>;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
  report: StageReport;
}

/** Where the product goes next. */
export type ReviewNext = 'persist' | 'embed' | 'ended';

/**
 * Judges one product, once per content, and applies the judgement. Throws SokoError when the reviewer or the picture cannot be
 * reached at the moment; whatever fails for good is flagged for a person, never approved. Safe to run twice.
 */
export async function reviewProduct(deps: ReviewDeps, ref: ItemRef): Promise<ReviewNext> {
  const { db } = deps;
  const [item] = await readOpenItems(db, [ref]);
  if (item?.stage === 'persist') return 'persist';
  if (item?.stage === 'embed') return 'embed';
  const product = item?.stage === 'review' ? await readProduct(db, ref.productId) : null;
  if (product === null || product.contentHash === null) return 'ended';
  const { contentHash } = product;
  if ((await readReviewInForce(db, ref.productId, contentHash)) === null) {
    const review = await judge(deps, { ...product, contentHash }, ref);
    if (review === 'picture-changed') return (await sendBackToEmbed(db, ref)) ? 'embed' : 'ended';
    await recordReview(db, review);
  }
  return applyReview(deps, ref, contentHash);
}

/** For a product that could not be judged: a person will. */
export async function flagUnjudged(
  deps: Pick<ReviewDeps, 'db' | 'recomputeListing' | 'reviewer' | 'report'>,
  ref: ItemRef,
  why: string,
) {
  const [item] = await readOpenItems(deps.db, [ref]);
  const product = await readProduct(deps.db, ref.productId);
  if (item?.stage !== 'review' || !product?.contentHash) return;
  await writeSyncLogs(deps.db, [{ ...ref, eventType: 'qc_error', detail: { why: why.slice(0, 300) } }]);
  const { contentHash } = product;
  if ((await readReviewInForce(deps.db, ref.productId, contentHash)) === null) {
    await recordReview(
      deps.db,
      flagged({ ...product, contentHash }, deps.reviewer.name, ['other'], `Not judged: ${why}`),
    );
  }
  await applyReview(deps, ref, contentHash);
}

type Judged = ProductRecord & { contentHash: string };

async function judge(deps: ReviewDeps, product: Judged, ref: ItemRef): Promise<ReviewRecord | 'picture-changed'> {
  const { productId, sellerPhone, imageUrl, businessName, priceText } = product;
  if (product.imageHash === null || imageUrl === null) {
    return flagged(product, 'policy', ['no_product_in_picture'], NO_PICTURE.message);
  }
  const picture = await fetchPicture(deps.source, { productId, sellerPhone, imageUrl });
  if (picture.kind !== 'picture') throw troubleAsError(picture);
  if (picture.hash !== product.imageHash) return 'picture-changed';
  try {
    const image = await deps.normalisePicture(picture.bytes);
    const { title, description } = product;
    const subject = { productId, title: title ?? '', description: description ?? '', businessName, priceText, image };
    const answer = deps.applyPolicy(await deps.reviewer.review(subject), subject);
    const { decision, confidence, problems, category, note } = answer;
    const about = { productId, contentHash: product.contentHash };
    return { ...about, source: 'model', reviewer: deps.reviewer.name, decision, confidence, problems, category, note };
  } catch (error) {
    const known = asSokoError(error);
    if (known.retry.again) throw known;
    await writeSyncLogs(deps.db, [{ ...ref, eventType: 'qc_error', code: known.code }]);
    return flagged(product, deps.reviewer.name, ['other'], refusalNote(known));
  }
}

function flagged(product: Judged, reviewer: string, problems: string[], note: string): ReviewRecord {
  const { productId, contentHash } = product;
  const decision = 'flagged' as const;
  return {
    productId,
    contentHash,
    source: 'model',
    reviewer,
    decision,
    confidence: null,
    problems,
    category: null,
    note,
  };
}

const refusalNote = (error: SokoError) => `The reviewer gave no usable answer (${error.code}): ${error.message}`;

async function applyReview(
  { db, recomputeListing, report }: Pick<ReviewDeps, 'db' | 'recomputeListing' | 'report'>,
  ref: ItemRef,
  contentHash: string,
): Promise<ReviewNext> {
  await applyReviewInForce(db, ref.productId);
  // Before the item moves: a shopper sees an approved product at once, while its picture is still being stored.
  await recomputeListing([ref.productId]);
  const review = await readReviewInForce(db, ref.productId, contentHash);
  const product = await readProduct(db, ref.productId);
  // Erased with its seller while it was judged: its items are gone too.
  if (review === null || product === null) return 'ended';
  const move = moveAfter(product, review);
  await moveItems(db, ref.syncRunId, [move]);
  report.product('review', ref, review.decision, move.problem?.code);
  return move.stage === 'persist' ? 'persist' : 'ended';
}

/** What a judgement means for the product's item. */
export function moveAfter(product: ProductRecord, review: ReviewInForce): ItemMove {
  const { productId } = product;
  const logs = [{ eventType: `qc_${review.decision}` as const }];
  if (review.decision !== 'approved') {
    const noPicture = product.imageHash === null;
    const problem = noPicture ? NO_PICTURE : { code: review.problems[0] ?? 'needs_review', message: reasonOf(review) };
    return { productId, outcome: review.decision, problem, logs };
  }
  if (needsPersistence(product)) return { productId, stage: 'persist', logs };
  const stored = product.s3ImageHash !== null && product.s3ImageHash === product.imageHash;
  return { productId, outcome: 'approved', ...(stored ? { persisted: true as const } : {}), logs };
}

function reasonOf({ decision, note }: ReviewInForce): string {
  const said = note?.trim();
  if (said) return said;
  return decision === 'flagged' ? 'A person will look at this product.' : 'This product may not be shown on Soko.';
}

const NO_PICTURE = {
  code: 'no_picture',
  message: 'The product has no picture. Add one in WhatsApp and sync again; shoppers find products by their pictures.',
};
