import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { openListedRun } from '@/lib/syncs/open-run';
import { listShops } from './list-shops';
import { hashShopKey, holdShops, makeShopKey } from './shop-access';

const PHONE = '254712345678';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const key = makeShopKey();

test('a shop with what is live, waits, and was not accepted; the newest sync; no other device’s', async () => {
  for (const productId of ['1', '2', '3', '4', '5']) await makeEmbeddedProduct(db, { productId, sellerPhone: PHONE });
  const set = (productId: string, data: object) => db.product.update({ where: { productId }, data });
  await set('1', { isListed: true, qcStatus: 'approved', listedAt: new Date(), s3ImageUrl: '/media/1.jpg' });
  await set('2', { qcStatus: 'flagged' });
  await set('3', { qcStatus: 'rejected' });
  await set('4', { qcStatus: 'rejected', isActive: false });
  const products = [{ productId: '5', sellerPhone: PHONE }];
  const { syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone: PHONE, products });
  await holdShops(db, hashShopKey(key), [PHONE]);
  const { shops, nextCursor } = await listShops(db, key);
  expect(shops).toEqual([
    {
      ...{ sellerId: expect.any(String), phone: PHONE, name: 'Amina Fabrics', level: 'holder', syncId: syncRunId },
      ...{ live: 1, waiting: 2, rejected: 1, pictureUrl: '/media/1.jpg' },
    },
  ]);
  expect(nextCursor).toBeNull();
  expect((await listShops(db, makeShopKey())).shops).toEqual([]);
  expect((await listShops(db, null)).shops).toEqual([]);
});

test('by the name that its holder gave it', async () => {
  await db.seller.create({
    data: { phone: PHONE, name: 'Duka', displayName: 'Duka la Mama', displayNameOver: 'Duka' },
  });
  await holdShops(db, hashShopKey(key), [PHONE]);
  expect((await listShops(db, key)).shops[0]?.name).toBe('Duka la Mama');
});

test('page after page, each shop once; what is no cursor of ours begins at the first', async () => {
  const phones = Array.from({ length: 45 }, (_, i) => `2547${10_000_000 + i}`);
  await db.seller.createMany({ data: phones.map((phone) => ({ phone })) });
  // All in one paste, so at the same moment.
  await holdShops(db, hashShopKey(key), phones);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listShops(db, key, cursor);
    seen.push(...page.shops.map(({ phone }) => phone));
    cursor = page.nextCursor;
  }
  expect(seen.toSorted()).toEqual(phones);
  expect((await listShops(db, key, "' OR 1=1")).shops).toHaveLength(20);
});
