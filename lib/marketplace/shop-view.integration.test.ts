import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { Vocabulary } from '@/lib/words/vocabulary';
import { findProductDetail, findShop } from './shop-view';

const PHONE = '254712345678';
const SINCE = '2026-01-01T08:00:00.000Z';
const PROVEN = '2026-02-01T08:00:00.000Z';
const SEEN = '2026-03-02T08:00:00.000Z';
const db = useTestDatabase();
const deps = { db: db.prisma, pool: db.pool, vocabulary: new Vocabulary(db.pool) };
let sellerId: string;

beforeAll(async () => {
  const seller = { phone: PHONE, displayName: 'Duka la Njeri', createdAt: SINCE, ownershipProvenAt: PROVEN };
  sellerId = (await db.prisma.seller.create({ data: seller })).id;
  const listed = { sellerPhone: PHONE, isListed: true, listedAt: SEEN, lastHydratedAt: SEEN };
  await db.prisma.product.createMany({
    data: [
      { ...listed, productId: '1', description: 'Cotton. We are at Luthuli Ave. Delivery countrywide' },
      { ...listed, productId: '2', description: 'Silk. We are at Luthuli Ave. Delivery countrywide' },
      { ...listed, productId: '3', description: 'Wool', lastHydratedAt: SINCE },
      { ...listed, productId: '4', isListed: false },
    ],
  });
});

const facts = { products: 3, since: SINCE, provenAt: PROVEN, lastSeenAt: SEEN };
const said = { place: expect.stringContaining('Luthuli Ave'), delivery: expect.stringContaining('countrywide') };

test('a shop is told with what there is to trust it by, and without its number', async () => {
  const shop = await findShop(deps, sellerId);
  expect(shop).toEqual({ id: sellerId, name: 'Duka la Njeri', namedHere: true, ...facts, says: said });
});

test('a product is told with the same of its shop, and with what its own words say', async () => {
  const seller = { id: sellerId, name: 'Duka la Njeri', proven: true, ...facts };
  expect(await findProductDetail(deps, '1')).toMatchObject({ productId: '1', seller, says: said });
  expect(await findProductDetail(deps, '3')).toMatchObject({ seller, says: { place: null, delivery: null } });
});

test('what nobody may see is not told', async () => {
  expect(await findProductDetail(deps, '4')).toBeNull();
  expect(await findShop(deps, randomUUID())).toBeNull();
  expect(await findShop(deps, PHONE)).toBeNull();
});
