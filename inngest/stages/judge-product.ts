import { asSokoError } from '@/lib/platform/errors';
import type { ProductRecord } from '@/lib/products/product-record';
import type { ReviewRecord } from '@/lib/products/reviews';
import type { QualityReviewer, ReviewAnswer, ReviewSubject } from '@/lib/quality/quality-reviewer';
import type { SyncLogLine } from '@/lib/syncs/sync-log';
import { fetchPicture } from './fetch-picture';
import type { Again, Failed, PageSource } from './page-source';
import { NO_PICTURE } from './review-move';

export interface JudgeDeps {
  source: PageSource;
  reviewer: QualityReviewer;
  /** Our own rules on top of the model's answer: they only make it stricter. */
  applyPolicy(answer: ReviewAnswer, subject: ReviewSubject): ReviewAnswer;
  /** lib/media: re-encoded, bounded, without metadata. Throws SokoError for what is no picture. */
  normalisePicture(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A product that has something to be judged. */
export type Reviewable = ProductRecord & { contentHash: string };

export type Judged =
  | { kind: 'judged'; review: ReviewRecord; log?: SyncLogLine }
  /** The picture is not the one that was embedded any more. */
  | { kind: 'picture-changed' }
  | Again;

/** Asks the reviewer about one product. What fails for good is flagged for a person, never approved. Never throws. */
export async function judgeProduct(deps: JudgeDeps, product: Reviewable): Promise<Judged> {
  const { productId, sellerPhone, imageUrl, imageHash } = product;
  if (imageHash === null || imageUrl === null) {
    return { kind: 'judged', review: flagged(product, 'policy', ['no_product_in_picture'], NO_PICTURE.message) };
  }
  const picture = await fetchPicture(deps.source, { productId, sellerPhone, imageUrl });
  if (picture.kind !== 'picture') return withoutPicture(deps, product, picture);
  if (picture.hash !== imageHash) return { kind: 'picture-changed' };
  try {
    return { kind: 'judged', review: await ask(deps, product, picture.bytes) };
  } catch (error) {
    const { code, message, retry } = asSokoError(error);
    if (retry.again) return { kind: 'retry', code, message, afterMs: retry.afterMs };
    const note = `The reviewer gave no usable answer (${code}): ${message}`;
    const review = flagged(product, deps.reviewer.name, ['other'], note);
    return { kind: 'judged', review, log: { eventType: 'qc_error', code } };
  }
}

async function ask(deps: JudgeDeps, product: Reviewable, bytes: Uint8Array): Promise<ReviewRecord> {
  const { productId, contentHash, title, description, businessName, priceText } = product;
  const image = await deps.normalisePicture(bytes);
  const subject = { productId, title: title ?? '', description: description ?? '', businessName, priceText, image };
  const answer = deps.applyPolicy(await deps.reviewer.review(subject), subject);
  const { decision, confidence, problems, category, note } = answer;
  const judged = { decision, confidence, problems, category, note };
  return { productId, contentHash, source: 'model', reviewer: deps.reviewer.name, ...judged };
}

function withoutPicture({ reviewer }: JudgeDeps, product: Reviewable, trouble: Again | Failed): Judged {
  return trouble.kind === 'retry' ? trouble : unjudged(product, reviewer.name, `${trouble.code}: ${trouble.message}`);
}

/** For a product that could not be judged: a person will. */
export function unjudged(product: Reviewable, reviewer: string, why: string): Judged & { kind: 'judged' } {
  const review = flagged(product, reviewer, ['other'], `Not judged: ${why}`);
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
