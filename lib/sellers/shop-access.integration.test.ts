import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { forgetShop, hashShopKey, holdShops, makeShopKey, readShopAccess } from './shop-access';

const PHONE = '254712345678';
const OTHER = '254722000111';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const key = makeShopKey();
const keyHash = hashShopKey(key);

async function seller(phone = PHONE): Promise<string> {
  return (await db.seller.create({ data: { phone } })).id;
}

test('who pasted a shop’s link holds it; nobody else does, and the key itself is written nowhere', async () => {
  const [mine, others] = [await seller(), await seller(OTHER)];
  await holdShops(db, keyHash, [PHONE, '254799999999']);
  expect(await readShopAccess(db, key, mine)).toEqual({ sellerId: mine, phone: PHONE, level: 'holder', keyHash });
  expect(await readShopAccess(db, key, others)).toBeNull();
  for (const given of [makeShopKey(), keyHash, '', null]) expect(await readShopAccess(db, given, mine)).toBeNull();
  expect(await readShopAccess(db, key, 'no-id')).toBeNull();
  expect(JSON.stringify(await db.shopKey.findMany())).not.toContain(key);
});

test('pasting again takes nothing from who has proven the shop', async () => {
  const sellerId = await seller();
  await holdShops(db, keyHash, [PHONE]);
  await db.shopKey.updateMany({ data: { provenAt: new Date() } });
  await holdShops(db, keyHash, [PHONE, PHONE]);
  expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'owner' });
  expect(await db.shopKey.count()).toBe(1);
});

test('a device that is not used for half a year has forgotten its shops, proven or not', async () => {
  const sellerId = await seller();
  await holdShops(db, keyHash, [PHONE]);
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
  await db.shopKey.updateMany({ data: { provenAt: daysAgo(170), lastUsedAt: daysAgo(170) } });
  // Used in time: it begins anew.
  expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'owner' });
  expect((await db.shopKey.findFirstOrThrow()).lastUsedAt.getTime()).toBeGreaterThan(daysAgo(1).getTime());
  await db.shopKey.updateMany({ data: { lastUsedAt: daysAgo(181) } });
  expect(await readShopAccess(db, key, sellerId)).toBeNull();
  await holdShops(db, keyHash, [PHONE]);
  expect(await readShopAccess(db, key, sellerId)).toMatchObject({ level: 'holder' });
});

test('forgetting is the device’s own; an erasure is everybody’s', async () => {
  const sellerId = await seller();
  const another = hashShopKey(makeShopKey());
  await holdShops(db, keyHash, [PHONE]);
  await holdShops(db, another, [PHONE]);
  const access = await readShopAccess(db, key, sellerId);
  expect(access && (await forgetShop(db, access))).toBe(true);
  expect(access && (await forgetShop(db, access))).toBe(false);
  expect(await readShopAccess(db, key, sellerId)).toBeNull();
  expect(await db.shopKey.findMany({ select: { keyHash: true } })).toEqual([{ keyHash: another }]);
  await db.seller.delete({ where: { id: sellerId } });
  expect(await db.shopKey.count()).toBe(0);
});
