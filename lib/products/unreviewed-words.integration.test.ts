import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import { findSellerCard } from '@/lib/marketplace/seller-card';
import { recomputeListing } from './listing';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from './products-for-tests';
import { applyReviewsInForce, recordReview } from './reviews';
import { type PageContent, savePages } from './save-page';

const database = useTestDatabase({ emptyBeforeEach: true });
const sellerPhone = '254711000002';
const productId = '2001';

async function approve(contentHash: string, id = productId): Promise<void> {
  await recordReview(database.prisma, {
    ...{ productId: id, contentHash, decision: 'approved', source: 'model', reviewer: 'm', confidence: 0.9 },
    ...{ problems: [], category: 'bags', note: null },
  });
  await applyReviewsInForce(database.prisma, [id]);
  const deps = { db: database.prisma, vectors: new RememberingVectors(), listingPolicy: 'open' as const };
  await recomputeListing(deps, [id]);
}

const read = (change: Partial<PageContent>) =>
  savePages(database.prisma, [{ ...pageForTests(productId, sellerPhone, change), reviewAgain: false }]);
const live = () => findLiveProduct(database.pool, productId);

/** The same words to the model: what it does not read, or only from a thousand characters on. */
test.each<[string, Partial<PageContent>]>([
  ['a link', { description: 'Wax print, KES 2,500 https://scam.example' }],
  ['an emoji', { title: 'Kitenge dress 2001 🔫' }],
  ['the end of a long text', { description: `Wax print, KES 2,500${' '.repeat(4_000)}guns` }],
  ['the name of the shop', { businessName: 'Cheap guns' }],
  ['a description taken away', { description: null }],
])('%s that came after the review is not shown, whoever read the page', async (_what, change) => {
  const { contentHash } = await makeEmbeddedProduct(database.prisma, { productId, sellerPhone });
  await approve(contentHash);
  expect(await live()).not.toBeNull();
  expect(await read(change)).toEqual([{ productId, unlisted: true }]);
  expect(await live()).toBeNull();
  // A review of what was there before, still under way.
  await approve(contentHash);
  expect(await live()).toBeNull();
});

test('the same words again need no review', async () => {
  const { contentHash } = await makeEmbeddedProduct(database.prisma, { productId, sellerPhone });
  await approve(contentHash);
  expect(await read({ priceAmount: 99 })).toEqual([{ productId, unlisted: false }]);
  expect(await live()).toMatchObject({ price: { amount: 99 } });
});

test('a shop is called what its live products were reviewed with', async () => {
  const { contentHash } = await makeEmbeddedProduct(database.prisma, { productId, sellerPhone });
  await approve(contentHash);
  const nameless = { productId: '2002', sellerPhone, page: { businessName: null } };
  await approve((await makeEmbeddedProduct(database.prisma, nameless)).contentHash, '2002');
  const renamed = { productId: '2003', sellerPhone, page: { businessName: 'Cheap guns' } };
  await makeEmbeddedProduct(database.prisma, renamed);
  const seller = await database.prisma.seller.findUniqueOrThrow({ where: { phone: sellerPhone } });
  expect(seller.name).toBe('Cheap guns');
  expect(await findSellerCard(database.prisma, seller.id)).toMatchObject({ name: 'Amina Fabrics', products: 2 });
  expect((await live())?.seller.name).toBe('Amina Fabrics');
  expect((await findLiveProduct(database.pool, '2002'))?.seller.name).toBe('Amina Fabrics');
});
