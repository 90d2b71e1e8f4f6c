import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { closeAppeals, reopenAppeals } from '@/lib/moderation/appeals';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct, pageForTests, RememberingVectors } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { savePages } from '@/lib/products/save-page';
import { changeProduct } from './change-product';
import { nameShop } from './name-shop';
import { readShop } from './read-shop';
import type { ProductChange } from './shop-changes.schema';
import { readShopProducts } from './shop-products';

const PHONE = '254712345678';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let vectors: RememberingVectors;
let access: { sellerId: string; phone: string };

beforeEach(async () => {
  vectors = new RememberingVectors();
  const { id } = await db.seller.create({ data: { phone: PHONE } });
  access = { sellerId: id, phone: PHONE };
});

async function made(productId: string, decision: 'approved' | 'rejected', sellerPhone = PHONE): Promise<void> {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone });
  const judged = { source: 'model' as const, reviewer: 'm', confidence: 0.9, category: 'shoes', note: 'Internal.' };
  await recordReview(db, { productId, contentHash, decision, problems: ['weapon'], ...judged });
  await applyReviewsInForce(db, [productId]);
  await relist([productId]);
}

const relist = (ids: string[]) => recomputeListing({ db, vectors, listingPolicy: 'open' }, ids);
const change = (productId: string, wanted: ProductChange) => changeProduct({ db, relist }, access, productId, wanted);
const lines = () => db.auditLog.findMany({ orderBy: { id: 'asc' } });
const first = async () => (await readShopProducts(db, PHONE, {}, 10)).products[0];

test('each change is one transaction with who, what, before and after; the index follows', async () => {
  await made('1', 'approved');
  expect(await change('1', { action: 'hide' })).toEqual({ changed: true });
  expect(vectors.entries.has('1')).toBe(false);
  expect(await first()).toMatchObject({ standing: 'hidden', hidden: true });
  expect(await change('1', { action: 'hide' })).toEqual({ changed: false });
  const { listedAt } = await db.product.findUniqueOrThrow({ where: { productId: '1' } });
  await change('1', { action: 'show' });
  expect(await first()).toMatchObject({ standing: 'live' });
  // What is hidden and shown again is not new.
  expect(await db.product.findUniqueOrThrow({ where: { productId: '1' } })).toMatchObject({ listedAt });
  expect(
    (await db.catalogSyncLog.findMany({ orderBy: { id: 'asc' } })).map(({ eventType, code }) => [eventType, code]),
  ).toEqual([
    ['listed', null],
    ['unlisted', 'hidden'],
    ['listed', null],
  ]);
  await change('1', { action: 'price', amount: 900, currency: 'KES' });
  expect(vectors.entries.get('1')?.attributes.priceAmount).toBe(900);
  expect(await lines()).toMatchObject([
    { actorId: `seller:${access.sellerId}`, action: 'product.hidden', subject: 'product:1' },
    { action: 'product.shown', detail: { before: { hidden: true }, after: { hidden: false } } },
    {
      action: 'product.price_corrected',
      detail: {
        before: { price: { amount: 2500, currency: 'KES' }, priceCorrected: false },
        after: { price: { amount: 900, currency: 'KES' }, priceCorrected: true },
      },
    },
  ]);
});

test('another seller’s product is not there', async () => {
  await made('1', 'approved', '254722000111');
  await expect(change('1', { action: 'hide' })).rejects.toMatchObject({ code: 'product_not_found' });
  await expect(change('1', { action: 'appeal', note: 'Mine!' })).rejects.toMatchObject({ code: 'product_not_found' });
});

test('a rejection is appealed once for each content, and waits for us meanwhile', async () => {
  await made('1', 'rejected');
  expect(await first()).toMatchObject({ standing: 'rejected', reasons: ['weapon'], appeal: null });
  await expect(change('1', { action: 'appeal', note: ' \n ' })).rejects.toMatchObject({
    code: 'appeal_without_reason',
  });
  await change('1', { action: 'appeal', note: 'It is a kitchen knife.' });
  expect(await first()).toMatchObject({
    standing: 'waiting',
    appeal: { note: 'It is a kitchen knife.', outcome: null },
  });
  await expect(change('1', { action: 'appeal', note: 'Again' })).rejects.toMatchObject({ code: 'appealed_already' });
  expect(await lines()).toMatchObject([{ action: 'product.appealed', detail: { after: { appealed: true } } }]);
  // As a moderator decides, and takes it back.
  await closeAppeals(db, { productId: '1', moderatorId: 'amina', outcome: 'rejected' });
  expect(await first()).toMatchObject({ standing: 'rejected', appeal: { outcome: 'rejected' } });
  const [{ resolvedAt } = { resolvedAt: null }] = await db.appeal.findMany();
  expect(await reopenAppeals(db, { productId: '1', decidedAt: resolvedAt ?? new Date() })).toBe(1);
  expect(await first()).toMatchObject({ standing: 'waiting' });
  expect(JSON.stringify(await first())).not.toContain('Internal.');
});

test('what is not rejected is not appealed', async () => {
  await made('1', 'approved');
  await expect(change('1', { action: 'appeal', note: 'Why?' })).rejects.toMatchObject({ code: 'appeal_not_possible' });
});

test('what a moderator asks for is told beside the product, until it changes', async () => {
  await made('1', 'rejected');
  const { contentHash } = await db.product.findUniqueOrThrow({ where: { productId: '1' } });
  const [review] = await db.qualityReview.findMany();
  await db.$executeRaw`
    INSERT INTO "fixRequests" ("productId", "contentHash", "reviewId", "problems", "sellerNote", "askedBy")
    VALUES ('1', ${contentHash}, ${review?.id}::uuid, '{weapon}', 'Show the blade closed.', 'amina')`;
  expect(await first()).toMatchObject({ standing: 'fix', code: 'asked_to_fix', sellerNote: 'Show the blade closed.' });
  await savePages(db, [{ ...pageForTests('1', PHONE, { title: 'A folded knife' }), reviewAgain: false }]);
  expect(await first()).toMatchObject({ standing: 'open', sellerNote: null });
});

test('the shop’s own name holds until WhatsApp’s changes', async () => {
  await made('1', 'approved');
  expect(await nameShop(db, access, 'Amina’s Best')).toEqual({ changed: true });
  expect(await nameShop(db, access, 'Amina’s Best')).toEqual({ changed: false });
  expect(await readShop(db, PHONE)).toMatchObject({
    ...{ name: 'Amina’s Best', nameOnWhatsApp: 'Amina Fabrics', namedHere: true },
  });
  await savePages(db, [{ ...pageForTests('1', PHONE), reviewAgain: false }]);
  expect(await readShop(db, PHONE)).toMatchObject({ namedHere: true });
  await savePages(db, [{ ...pageForTests('1', PHONE, { businessName: 'Amina Ltd' }), reviewAgain: false }]);
  expect(await readShop(db, PHONE)).toMatchObject({ name: 'Amina Ltd', namedHere: false });
  expect((await lines()).map(({ action }) => action)).toEqual(['seller.named']);
});
