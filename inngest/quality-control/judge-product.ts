import { readAmounts } from '@/lib/hydration/price/read-price';
import { asSokoError } from '@/lib/platform/errors';
import type { ProductRecord } from '@/lib/products/product-record';
import { type ReviewFacts, readPriceOf } from '@/lib/products/review-facts';
import type { ReviewRecord } from '@/lib/products/reviews';
import { groundedFacts } from '@/lib/quality/grounded-facts';
import type { QualityReviewer, ReviewAnswer, ReviewSubject } from '@/lib/quality/quality-reviewer';
import type { SaidFacts } from '@/lib/quality/said-facts';
import type { SyncLogLine } from '@/lib/syncs/sync-log';
import type { Again, Problem } from '../product-stage/attempts';
import { type PictureDeps, readEmbeddedPicture } from '../product-stage/product-source';
import { NO_PICTURE } from './review-move';

export interface JudgeDeps extends PictureDeps {
  reviewer: QualityReviewer;
  /** Our own rules on top of the model's answer: they only make it stricter. */
  applyPolicy(answer: ReviewAnswer, subject: ReviewSubject): ReviewAnswer;
}

/** A product that has something to be judged. */
export type Reviewable = ProductRecord & { contentHash: string };

export const isReviewable = (product: ProductRecord): product is Reviewable => product.contentHash !== null;

export interface Judgement {
  kind: 'judged';
  review: ReviewRecord;
  log?: SyncLogLine;
}

/**
 * Asks the reviewer about one product. What fails for good is flagged for a person, never approved. Errors: those with
 * a `fault`, which say nothing of the product: it has no review then.
 */
export async function judgeProduct(
  deps: JudgeDeps,
  product: Reviewable,
): Promise<Judgement | { kind: 'picture-changed' } | Again> {
  const { productId, sellerPhone, imageUrl, imageHash } = product;
  if (imageHash === null || imageUrl === null) {
    return { kind: 'judged', review: flagged(product, 'policy', ['no_product_in_picture'], NO_PICTURE.message) };
  }
  try {
    const picture = await readEmbeddedPicture(deps, { productId, sellerPhone, imageUrl, imageHash });
    if (picture.kind === 'changed') return { kind: 'picture-changed' };
    if (picture.kind === 'failed') return unjudged(product, deps.reviewer, picture);
    if (picture.kind === 'retry') return picture;
    return { kind: 'judged', review: await ask(deps, product, picture.made.forReview) };
  } catch (error) {
    const { code, message, retry, fault } = asSokoError(error);
    if (fault !== undefined) throw error;
    if (retry.again) return { kind: 'retry', code, message, afterMs: retry.afterMs };
    const note = `The reviewer gave no usable answer (${code}): ${message}`;
    const review = flagged(product, deps.reviewer.name, ['other'], note);
    return { kind: 'judged', review, log: { eventType: 'qc_error', code } };
  }
}

async function ask(
  { reviewer, applyPolicy }: JudgeDeps,
  product: Reviewable,
  image: Uint8Array,
): Promise<ReviewRecord> {
  const { productId, contentHash, title, description, businessName, priceText } = product;
  const subject = { productId, title: title ?? '', description: description ?? '', businessName, priceText, image };
  const { facts: said, ...judged } = applyPolicy(await reviewer.review(subject), subject);
  const facts = said === undefined ? {} : { facts: settleFacts(product, said) };
  return { productId, contentHash, source: 'model', reviewer: reviewer.name, ...judged, ...facts };
}

function settleFacts(product: Reviewable, said: SaidFacts): ReviewFacts {
  const { title, description, sellerPhone } = product;
  const words = [title, description].filter((text) => text !== null).join('\n');
  const amounts = readAmounts(words, sellerPhone);
  const read = readPriceOf(product);
  return { ...groundedFacts(said, words, { price: read, amounts }), said, read };
}

/** For a product that could not be judged: a person will. */
export function unjudged(
  product: Reviewable,
  { name }: Pick<QualityReviewer, 'name'>,
  { code, message }: Problem,
): Judgement {
  const why = `${code}: ${message}`;
  const review = flagged(product, name, ['other'], `Not judged: ${why}`);
  return { kind: 'judged', review, log: { eventType: 'qc_error', detail: { why: why.slice(0, 300) } } };
}

function flagged(
  { productId, contentHash }: Reviewable,
  reviewer: string,
  problems: string[],
  note: string,
): ReviewRecord {
  const judged = { decision: 'flagged' as const, confidence: null, problems, category: null, note };
  return { productId, contentHash, source: 'model', reviewer, ...judged };
}
