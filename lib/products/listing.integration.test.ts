import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { applyDecision, holdProduct } from './apply-decision';
import { type ListingDeps, readMislisted, recomputeListing } from './listing';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from './products-for-tests';
import { repairIndex } from './repair-index';
import { applyReviewsInForce, recordReview } from './reviews';
import { markGone, savePages } from './save-page';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let vectors: RememberingVectors;
let deps: ListingDeps & { db: PrismaClient };
let next = 1000;
const sellerPhone = '254711000001';
const newId = () => String(next++);

beforeEach(async () => {
  vectors = new RememberingVectors();
  deps = { db, vectors, listingPolicy: 'open' };
});
async function review(productId: string, contentHash: string, decision: 'approved' | 'rejected' | 'flagged') {
  await recordReview(db, {
    ...{ productId, contentHash, decision, source: 'model', reviewer: 'm', confidence: 0.9, problems: [], note: null },
    category: 'women_fashion',
  });
  await applyReviewsInForce(db, [productId]);
}

const read = (productId: string) => db.product.findUniqueOrThrow({ where: { productId } });

describe('live', () => {
  test('an approved product is listed, in the row and in the store, with what shoppers filter by', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await recomputeListing(deps, [productId]);
    expect((await read(productId)).isListed).toBe(false);
    await review(productId, contentHash, 'approved');
    expect(await recomputeListing(deps, [productId])).toEqual({ listed: [productId], unlisted: [] });
    expect(vectors.entries.get(productId)?.attributes).toEqual({
      ...{ sellerPhone, category: 'women_fashion', priceAmount: 2500, priceCurrency: 'KES' },
    });
    expect(await recomputeListing(deps, [productId])).toEqual({ listed: [], unlisted: [] });
  });

  test.each(['rejected', 'flagged'] as const)('a %s one is not', async (decision) => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, decision);
    await recomputeListing(deps, [productId]);
    expect((await read(productId)).isListed).toBe(false);
    expect(vectors.entries.has(productId)).toBe(false);
  });

  test('new content waits for a new review; the old content’s approval comes back with the old content', async () => {
    const productId = newId();
    const first = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, first.contentHash, 'approved');
    await recomputeListing(deps, [productId]);
    await makeEmbeddedProduct(db, { productId, sellerPhone, imageHash: 'b2' });
    await recomputeListing(deps, [productId]);
    expect(await read(productId)).toMatchObject({ isListed: false, qcStatus: 'pending' });
    expect(vectors.entries.size).toBe(0);
    await makeEmbeddedProduct(db, { productId, sellerPhone });
    await applyReviewsInForce(db, [productId]);
    await recomputeListing(deps, [productId]);
    expect(await read(productId)).toMatchObject({ isListed: true, qcStatus: 'approved' });
  });

  test('a product that is gone is hidden at once and comes back with its page, without a new review', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, 'approved');
    await recomputeListing(deps, [productId]);
    await markGone(db, [productId]);
    await recomputeListing(deps, [productId]);
    const gone = await read(productId);
    expect(gone).toMatchObject({ isListed: false, isActive: false });
    await markGone(db, [productId]);
    expect((await read(productId)).missingSince).toEqual(gone.missingSince);
    await savePages(db, [{ ...pageForTests(productId, sellerPhone), reviewAgain: false }]);
    await recomputeListing(deps, [productId]);
    expect(await read(productId)).toMatchObject({ isListed: true, isActive: true, missingSince: null });
  });

  test('the policy decides whose products', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, 'approved');
    const listed = async (listingPolicy: ListingDeps['listingPolicy']) => {
      await recomputeListing({ ...deps, listingPolicy }, [productId]);
      return (await read(productId)).isListed;
    };
    expect(await listed('proven')).toBe(false);
    await db.seller.update({ where: { phone: sellerPhone }, data: { ownershipProvenAt: new Date() } });
    expect(await listed('proven')).toBe(true);
    expect(await listed('approved')).toBe(false);
    await db.seller.update({ where: { phone: sellerPhone }, data: { approvedAt: new Date() } });
    expect(await listed('approved')).toBe(true);
  });

  test('a vector of another space is not live', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, 'approved');
    const other = Object.assign(new RememberingVectors(), { space: 'another' });
    await recomputeListing({ ...deps, vectors: other }, [productId]);
    expect((await read(productId)).isListed).toBe(false);
  });
});

describe('decisions', () => {
  test('a moderator overrules the model for this content, and no model overrules the moderator', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, 'flagged');
    const { version } = await read(productId);
    await db.$transaction(async (tx) =>
      applyDecision(tx, await holdProduct(tx, productId, version), {
        ...{ moderator: 'u1', action: 'approve', decision: 'approved', problems: [], note: 'fine' },
      }),
    );
    expect((await read(productId)).qcStatus).toBe('approved');
    await review(productId, contentHash, 'rejected');
    expect((await read(productId)).qcStatus).toBe('approved');
    expect(await db.qualityReview.count({ where: { productId, source: 'model' } })).toBe(1);
  });

  test('of two moderators at once one meets a conflict', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, 'flagged');
    const { version } = await read(productId);
    const decide = (moderator: string, decision: 'approved' | 'rejected') =>
      db.$transaction(async (tx) =>
        applyDecision(tx, await holdProduct(tx, productId, version), {
          ...{ moderator, action: 'approve', decision, problems: [], note: null },
        }),
      );
    const results = await Promise.allSettled([decide('u1', 'approved'), decide('u2', 'rejected')]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'review_conflict' },
    });
    expect(await db.qualityReview.count({ where: { productId, source: 'moderator' } })).toBe(1);
  });
});

describe('the sweep’s repair', () => {
  test('mends a store that lost one product and kept another, though the counts agree', async () => {
    const [listed, stale] = [newId(), newId()];
    for (const productId of [listed, stale]) {
      const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
      await review(productId, contentHash, 'approved');
    }
    await recomputeListing(deps, [listed, stale]);
    await markGone(db, [stale]);
    await recomputeListing(
      { ...deps, vectors: { space: vectors.space, upsert: async () => {}, remove: async () => {} } },
      [stale],
    );
    vectors.entries.delete(listed);
    expect(await repairIndex({ ...deps, vectors }, { full: false })).toBe(0);
    expect(await repairIndex({ ...deps, vectors }, { full: true })).toBe(2);
    expect([...vectors.entries.keys()]).toEqual([listed]);
  });

  test('lists what was approved by a process that died before listing it', async () => {
    const productId = newId();
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
    await review(productId, contentHash, 'approved');
    expect(await readMislisted(deps, 10)).toEqual([productId]);
    expect(await repairIndex({ ...deps, vectors }, { full: false })).toBe(1);
    expect([...vectors.entries.keys()]).toEqual([productId]);
  });
});
