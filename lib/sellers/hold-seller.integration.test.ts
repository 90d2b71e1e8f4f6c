import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { type HoldDeps, holdSeller, releaseSeller } from './hold-seller';

const PHONE = '254712345678';
const OTHER = '254722000111';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let vectors: RememberingVectors;
let deps: HoldDeps;

beforeEach(() => {
  vectors = new RememberingVectors();
  deps = { db, relist: (ids) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids) };
});

async function live(productId: string, sellerPhone: string): Promise<void> {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
  await recordReview(db, {
    ...{ productId, contentHash, decision: 'approved', source: 'model', reviewer: 'm', confidence: 0.9 },
    ...{ problems: [], note: null, category: null },
  });
  await applyReviewsInForce(db, [productId]);
  await deps.relist([productId]);
}

const listed = async () =>
  (await db.product.findMany({ where: { isListed: true }, orderBy: { productId: 'asc' } })).map((row) => row.productId);

test.each([
  ['paused', 'seller.paused', 'seller.resumed'],
  ['suspended', 'seller.suspended', 'seller.restored'],
  ['erasing', 'seller.erasure_asked', 'seller.erasure_undone'],
] as const)('%s: all of the seller’s are hidden, nobody else’s, and come back', async (hold, held, released) => {
  for (const [id, phone] of [
    ['1', PHONE],
    ['2', PHONE],
    ['3', OTHER],
  ] as const)
    await live(id, phone);
  const { id } = await db.seller.findUniqueOrThrow({ where: { phone: PHONE } });
  const asked = { phone: PHONE, hold, actorId: 'amina' };
  expect(await holdSeller(deps, asked)).toEqual({ changed: true, products: 2 });
  expect(await listed()).toEqual(['3']);
  expect([...vectors.entries.keys()]).toEqual(['3']);
  expect(await holdSeller(deps, asked)).toEqual({ changed: false, products: 0 });
  await live('4', PHONE);
  expect(await listed()).toEqual(['3']);
  expect(await releaseSeller(deps, asked)).toEqual({ changed: true, products: 3 });
  expect(await listed()).toEqual(['1', '2', '3', '4']);
  expect(vectors.entries.size).toBe(4);
  expect(await releaseSeller(deps, asked)).toEqual({ changed: false, products: 0 });
  const lines = await db.auditLog.findMany({ orderBy: { id: 'asc' }, select: { action: true, subject: true } });
  expect(lines).toEqual([held, released].map((action) => ({ action, subject: `seller:${id}` })));
});

test('who resumes stays suspended', async () => {
  await live('1', PHONE);
  for (const hold of ['paused', 'suspended'] as const) await holdSeller(deps, { phone: PHONE, hold, actorId: 'amina' });
  await releaseSeller(deps, { phone: PHONE, hold: 'paused', actorId: 'amina' });
  expect(await listed()).toEqual([]);
});

test('a product its seller hides is not live', async () => {
  await live('1', PHONE);
  await db.product.update({ where: { productId: '1' }, data: { hiddenAt: new Date() } });
  await deps.relist(['1']);
  expect(await listed()).toEqual([]);
  expect(vectors.entries.size).toBe(0);
});

test('a number that is no seller’s', async () => {
  for (const change of [holdSeller, releaseSeller])
    await expect(change(deps, { phone: PHONE, hold: 'paused', actorId: 'amina' })).rejects.toMatchObject({
      code: 'seller_not_found',
    });
});
