import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import { recomputeListing } from './listing';
import { countPriceDisagreements } from './price-disagreements';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from './products-for-tests';
import type { ReviewFacts } from './review-facts';
import { applyReviewsInForce, recordReview } from './reviews';
import { type PageContent, savePages } from './save-page';

const database = useTestDatabase({ emptyBeforeEach: true });
const sellerPhone = '254711000003';
const productId = '3001';
/** Ours took the order minimum for the price. */
const page = {
  description: 'Nike, sz 40 & 41, leather. @2500. Free delivery above KSh 5,000',
  ...{ priceAmount: 5000, priceCurrency: 'KES', priceText: 'KSh 5,000' },
};
const kes = (amount: number, text: string) => ({ amount, currency: 'KES', text });
const facts: ReviewFacts = {
  ...{ price: kes(2500, '@2500'), disagreement: 'amount', brand: 'Nike', sizes: ['40', '41'], material: 'leather' },
  said: { price: { amount: 2500, currency: 'KES' }, brand: 'Nike', sizes: ['40', '41'], material: 'leather' },
  read: kes(5000, 'KSh 5,000'),
};

let vectors: RememberingVectors;
let contentHash: string;
beforeEach(async () => {
  vectors = new RememberingVectors();
  ({ contentHash } = await makeEmbeddedProduct(database.prisma, { productId, sellerPhone, page }));
  await review({ facts });
});

async function review(change: { facts?: ReviewFacts; source?: 'moderator' } = {}): Promise<void> {
  const judged = { confidence: 0.9, problems: [], category: 'shoes', note: null, decision: 'approved' as const };
  await recordReview(database.prisma, { productId, contentHash, source: 'model', reviewer: 'm', ...judged, ...change });
  await apply();
}
async function apply(): Promise<void> {
  await applyReviewsInForce(database.prisma, [productId]);
  await recomputeListing({ db: database.prisma, vectors, listingPolicy: 'open' }, [productId]);
}
const read = (change: Partial<PageContent> = {}) =>
  savePages(database.prisma, [{ ...pageForTests(productId, sellerPhone, { ...page, ...change }), reviewAgain: false }]);
const live = () => findLiveProduct(database.pool, productId);
const row = () => database.prisma.product.findUniqueOrThrow({ where: { productId } });

test('shoppers and the index have the price and the facts that the reviewer settled', async () => {
  expect(await live()).toMatchObject({
    price: { amount: 2500, currency: 'KES' },
    ...{ priceText: '@2500', brand: 'Nike', sizes: ['40', '41'], material: 'leather' },
  });
  expect(vectors.entries.get(productId)?.attributes).toMatchObject({ priceAmount: 2500, priceCurrency: 'KES' });
  expect(await countPriceDisagreements(database.prisma)).toBe(1);
});

test('reading the same page again undoes nothing', async () => {
  expect(await read()).toEqual([{ productId, unlisted: false }]);
  expect(await live()).toMatchObject({ price: { amount: 2500 }, brand: 'Nike', sizes: ['40', '41'] });
});

test('other words: ours alone until they are reviewed', async () => {
  await read({ description: 'Now @3000. Free delivery above KSh 5,000' });
  expect(await row()).toMatchObject({ priceText: 'KSh 5,000', brand: null, sizes: [], material: null });
  expect((await row()).priceAmount?.toNumber()).toBe(5000);
  // A review of the words before, still under way, says nothing of these.
  await apply();
  expect(await row()).toMatchObject({ priceText: 'KSh 5,000', brand: null });
  expect(await countPriceDisagreements(database.prisma)).toBe(0);
});

test('another reading of the same words (the page states a price now, or we read better) is the price', async () => {
  await read({ priceAmount: 2600, priceText: 'KES 2600.00' });
  expect(await live()).toMatchObject({ price: { amount: 2600 }, priceText: 'KES 2600.00', brand: 'Nike' });
  await apply();
  expect(await live()).toMatchObject({ price: { amount: 2600 } });
  // As before again: what was settled beside that reading holds again.
  await read();
  await apply();
  expect(await live()).toMatchObject({ price: { amount: 2500 } });
});

test('a moderator’s decision keeps what the model has read', async () => {
  await review({ source: 'moderator' });
  expect(await live()).toMatchObject({ price: { amount: 2500 }, brand: 'Nike' });
});

test('facts move no version: nobody who decides meets a conflict by them', async () => {
  const { version } = await row();
  await apply();
  expect((await row()).version).toBe(version);
});

test('no price is a reading, too', async () => {
  const other = '3002';
  const free = { description: 'DM for price', priceAmount: null, priceCurrency: null, priceText: null };
  const made = await makeEmbeddedProduct(database.prisma, { productId: other, sellerPhone, page: free });
  const none: ReviewFacts = { ...facts, price: kes(700, '700'), read: null, brand: null, disagreement: 'reader_none' };
  const judged = { confidence: 0.9, problems: [], category: 'shoes', note: null, decision: 'approved' as const };
  const about = { productId: other, contentHash: made.contentHash, source: 'model' as const, reviewer: 'm' };
  await recordReview(database.prisma, { ...about, ...judged, facts: none });
  await applyReviewsInForce(database.prisma, [other]);
  const after = await database.prisma.product.findUniqueOrThrow({ where: { productId: other } });
  expect([after.priceAmount?.toNumber(), after.readPrice]).toEqual([700, null]);
});
