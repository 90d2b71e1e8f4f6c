import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { findLiveProduct } from '@/lib/marketplace/live-products';
import { correctCategory, correctPrice, dropCategoryCorrection, dropPriceCorrection } from './corrections';
import { recomputeListing } from './listing';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from './products-for-tests';
import { applyReviewsInForce, recordReview } from './reviews';
import { type PageContent, savePages } from './save-page';

const database = useTestDatabase({ emptyBeforeEach: true });
const { prisma: db } = database;
const sellerPhone = '254711000003';
const productId = '3001';

let vectors: RememberingVectors;
beforeEach(async () => {
  vectors = new RememberingVectors();
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
  await judge(contentHash);
});

async function judge(contentHash: string, settled: number | null = null): Promise<void> {
  const read = { amount: 2500, currency: 'KES', text: 'KES 2,500' };
  const price = settled === null ? null : { amount: settled, currency: 'KES', text: `@${settled}` };
  const said = { price: null, brand: null, sizes: [], material: null };
  const facts = { price, disagreement: null, brand: null, sizes: [], material: null, said, read };
  await recordReview(db, {
    ...{ productId, contentHash, source: 'model', reviewer: 'm', decision: 'approved', confidence: 0.9, problems: [] },
    ...{ category: 'shoes', note: null, ...(settled === null ? {} : { facts }) },
  });
  await applyReviewsInForce(db, [productId]);
  await recomputeListing({ db, vectors, listingPolicy: 'open' }, [productId]);
}

const relist = () => recomputeListing({ db, vectors, listingPolicy: 'open' }, [productId]);
const read = (change: Partial<PageContent> = {}, reviewAgain = false) =>
  savePages(db, [{ ...pageForTests(productId, sellerPhone, change), reviewAgain }]);
const row = () => db.product.findUniqueOrThrow({ where: { productId } });
async function correct(): Promise<void> {
  await correctPrice(db, productId, { amount: 1800, currency: 'KES' });
  await correctCategory(db, productId, 'bags');
  await relist();
}

test('shoppers and the index have what the seller says, marked as such', async () => {
  expect(await findLiveProduct(database.pool, productId)).toMatchObject({ corrected: [], priceText: 'KES 2,500' });
  await correct();
  expect(await findLiveProduct(database.pool, productId)).toMatchObject({
    ...{ price: { amount: 1800, currency: 'KES' }, category: 'bags', priceText: null },
    corrected: ['price', 'category'],
  });
  expect(vectors.entries.get(productId)?.attributes).toMatchObject({ priceAmount: 1800, category: 'bags' });
});

test('kept over syncs, another picture, another name of the shop, and another review', async () => {
  await correct();
  await read();
  await read({ imageUrl: 'https://cdn.example/other.jpg' }, true);
  await read({ businessName: 'Amina & Daughters' });
  const { contentHash } = await makeEmbeddedProduct(db, {
    ...{ productId, sellerPhone, imageHash: 'b2', page: { businessName: 'Amina & Daughters' } },
  });
  await judge(contentHash, 2400);
  expect(await row()).toMatchObject({ category: 'bags', correctedPrice: { amount: 1800 } });
  expect((await row()).priceAmount?.toNumber()).toBe(1800);
  expect(vectors.entries.get(productId)?.attributes).toMatchObject({ priceAmount: 1800, category: 'bags' });
});

test('WhatsApp’s words end both', async () => {
  await correct();
  await read({ description: 'Wax print, KES 2,500. Now in blue' });
  expect(await row()).toMatchObject({ correctedPrice: null, correctedCategory: null });
  expect((await row()).priceAmount?.toNumber()).toBe(2500);
});

test('a price that WhatsApp states anew ends the seller’s, and leaves the category', async () => {
  await correct();
  await read({ priceAmount: 3000, priceText: 'KES 3,000' });
  expect(await row()).toMatchObject({
    correctedPrice: null,
    category: 'bags',
    correctedCategory: { category: 'bags' },
  });
  expect((await row()).priceAmount?.toNumber()).toBe(3000);
});

test('taken back, the price is the reviewer’s again, and the category the one that was judged', async () => {
  const { contentHash } = await row();
  await db.qualityReview.deleteMany();
  await judge(contentHash ?? '', 2400);
  await correct();
  await dropPriceCorrection(db, productId);
  await dropCategoryCorrection(db, productId);
  await relist();
  expect(await findLiveProduct(database.pool, productId)).toMatchObject({
    ...{ price: { amount: 2400, currency: 'KES' }, priceText: '@2400', category: 'shoes', corrected: [] },
  });
  expect(vectors.entries.get(productId)?.attributes).toMatchObject({ priceAmount: 2400, category: 'shoes' });
});
