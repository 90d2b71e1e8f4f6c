import { vi } from 'vitest';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { decideReview, type ModerationDeps, type ReviewDecisionRequest } from './decide-review';

export const SELLER_FOR_TESTS = '254712345678';

/** Two moderators and an admin. */
export async function makeModerators(db: PrismaClient): Promise<void> {
  await db.user.createMany({
    data: [
      { id: 'amina', name: 'Amina', email: 'amina@soko.test', role: 'moderator' },
      { id: 'joe', name: 'Joe', email: 'joe@soko.test', role: 'moderator' },
      { id: 'grace', name: 'Grace', email: 'grace@soko.test', role: 'admin' },
    ],
  });
}

/** The real listing on an index that only remembers. */
export function moderationForTests(db: PrismaClient) {
  const vectors = new RememberingVectors();
  const relist = vi.fn((ids: string[]) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids));
  const announceApproved = vi.fn<ModerationDeps['announceApproved']>(async () => {});
  const deps: ModerationDeps = { db, relist, announceApproved, secondLookKey: Buffer.alloc(32) };
  return { deps, vectors, relist, announceApproved };
}

interface Judged {
  productId: string;
  decision?: ReviewDecision;
  sellerPhone?: string;
  category?: string | null;
}

/** A product that a model has judged for its content, with its listing. */
export async function makeJudged(
  { db, relist }: Pick<ModerationDeps, 'db' | 'relist'>,
  { productId, decision = 'flagged', sellerPhone = SELLER_FOR_TESTS, category = 'bags' }: Judged,
) {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
  await recordReview(db, {
    ...{ productId, contentHash, source: 'model', reviewer: 'gemini', decision, confidence: 0.5 },
    ...{ problems: decision === 'approved' ? [] : ['other'], category, note: null },
  });
  await applyReviewsInForce(db, [productId]);
  await relist([productId]);
  return db.product.findUniqueOrThrow({ where: { productId } });
}

/** Of whoever looks at the product as it is now. */
export async function decideNow(
  deps: ModerationDeps,
  { productId, ...change }: Partial<ReviewDecisionRequest> & { productId: string },
) {
  const { version } = await deps.db.product.findUniqueOrThrow({ where: { productId } });
  return decideReview(deps, {
    ...{ productId, version, decision: 'approved', problems: [], note: null, moderatorId: 'amina' },
    ...change,
  });
}
