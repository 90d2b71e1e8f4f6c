import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { listSellers, readSellerCursor, type SellerCursor, writeSellerCursor } from './sellers-list';

const { prisma: db } = useTestDatabase();
const phoneOf = (i: number) => `25471100000${i}`;
const phones = Array.from({ length: 7 }, (_, i) => phoneOf(i));

beforeAll(async () => {
  const at = new Date('2026-11-01');
  // All at the same time: the cursor has to tell them apart all the same.
  await db.seller.createMany({ data: phones.map((phone, i) => ({ phone, name: `Shop ${i}%`, createdAt: at })) });
  await db.seller.update({ where: { phone: phoneOf(1) }, data: { suspendedAt: at, suspendedBy: 'amina' } });
  await db.seller.update({
    where: { phone: phoneOf(2) },
    data: { ownershipProvenAt: at, displayName: 'Duka la Rehema' },
  });
  await db.product.createMany({
    data: [
      { productId: '1', sellerPhone: phoneOf(1), isListed: false },
      { productId: '2', sellerPhone: phoneOf(1), isListed: true },
    ],
  });
});

const phonesOf = async (request: Partial<Parameters<typeof listSellers>[1]>) =>
  (await listSellers(db, { limit: 50, ...request })).sellers.map(({ phone }) => phone).sort();

test('page by page each once', async () => {
  const seen: string[] = [];
  let before: SellerCursor | undefined;
  do {
    const { sellers, next } = await listSellers(db, { before, limit: 2 });
    seen.push(...sellers.map(({ phone }) => phone));
    before = next ? readSellerCursor(writeSellerCursor(next)) : undefined;
  } while (before);
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
});

test('by state, by name and by phone', async () => {
  expect(await phonesOf({ state: 'suspended' })).toEqual([phoneOf(1)]);
  expect(await phonesOf({ state: 'proven' })).toEqual([phoneOf(2)]);
  expect(await phonesOf({ state: 'waiting' })).toHaveLength(6);
  expect(await phonesOf({ q: 'rehema' })).toEqual([phoneOf(2)]);
  expect(await phonesOf({ q: '3%' })).toEqual([phoneOf(3)]);
  expect(await phonesOf({ q: '0711 000 004' })).toEqual([phoneOf(4)]);
  expect(await phonesOf({ q: '\\' })).toEqual([]);
});

test('with how many products they have', async () => {
  const { sellers } = await listSellers(db, { state: 'suspended', limit: 1 });
  expect(sellers[0]).toMatchObject({ products: 2, live: 1 });
});
