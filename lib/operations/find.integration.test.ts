import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { find, pageOf } from './find';

const { prisma: db } = useTestDatabase();
const AMINA = '254712345678';
const JUMA = '255712000999';
const RUN = '0123abcd-0000-4000-8000-000000000001';
let amina: string;

beforeAll(async () => {
  await makeEmbeddedProduct(db, { productId: '7001', sellerPhone: AMINA, page: { title: 'Kitenge dress blue' } });
  await makeEmbeddedProduct(db, { productId: '7002', sellerPhone: AMINA, page: { title: 'Kiondo basket' } });
  await makeEmbeddedProduct(db, { productId: '7003', sellerPhone: JUMA, page: { businessName: 'Juma 100% Shoes' } });
  await db.product.update({ where: { productId: '7002' }, data: { isListed: true, listedAt: new Date() } });
  await db.syncRun.create({ data: { id: RUN, kind: 'catalogue', sellerPhone: AMINA } });
  ({ id: amina } = await db.seller.findUniqueOrThrow({ where: { phone: AMINA } }));
});

const pageFor = async (q: string) => pageOf(await find(db, q, { whatsappOrigin: 'https://wa.me' }));

test.each([
  ['7002', '/admin/products/7002'],
  ['https://wa.me/p/7001/254712345678', '/admin/products/7001'],
  ['kiondo', '/admin/products/7002'],
  ['Kitenge  BLUE dre', '/admin/products/7001'],
  ['0123abcd', `/admin/syncs/${RUN}`],
  [RUN.toUpperCase(), `/admin/syncs/${RUN}`],
])('%s leads straight to its page', async (q, page) => {
  expect(await pageFor(q)).toBe(page);
});

describe('a phone in any spelling leads to its seller', () => {
  test.each(['254712345678', '+254 712 345 678', '0712345678', '0712 345-678', '00254712345678', '345678'])(
    '%s',
    async (q) => {
      expect(await pageFor(q)).toBe(`/admin/sellers/${amina}`);
    },
  );
});

test('a seller is found by id, by a part of the name, and by a catalogue’s link', async () => {
  expect(await pageFor(amina)).toBe(`/admin/sellers/${amina}`);
  expect(await pageFor(`https://wa.me/c/${AMINA}`)).toBe(`/admin/sellers/${amina}`);
  const { sellers } = await find(db, '100%', { whatsappOrigin: 'https://wa.me' });
  expect(sellers.map(({ phone }) => phone)).toEqual([JUMA]);
});

test('several are a list, nothing is nothing, and no text breaks it', async () => {
  const found = await find(db, 'amina', { whatsappOrigin: 'https://wa.me' });
  expect(found.sellers).toHaveLength(1);
  expect(found.products.length).toBeGreaterThan(1);
  expect(pageOf(found)).toBeNull();
  for (const q of ['', '   ', '_', "'", '\\', '&|!', '🧺', 'x'.repeat(600), '0'.repeat(40), 'deadbeef--', '-'])
    expect(pageOf(await find(db, q, { whatsappOrigin: 'https://wa.me' }))).toBeNull();
});

test('of words that many have, the newest; of others, what is live before what is not', async () => {
  const ids = Array.from({ length: 25 }, (_, at) => `${8000 + at}`);
  for (const productId of ids)
    await makeEmbeddedProduct(db, { productId, sellerPhone: JUMA, page: { title: `Sufuria ${productId}` } });
  const found = async (q: string) =>
    (await find(db, q, { whatsappOrigin: 'https://wa.me' })).products.map(({ productId }) => productId);
  const newest = ids.slice(5).reverse();
  for (const [at, productId] of ids.entries())
    await db.product.update({ where: { productId }, data: { isListed: true, listedAt: new Date(at * 1_000) } });
  expect(await found('sufur')).toEqual(newest);
  await db.product.updateMany({ where: { productId: { in: ids.slice(3) } }, data: { isListed: false } });
  expect((await found('sufuria')).slice(0, 3).sort()).toEqual(ids.slice(0, 3));
  expect(await found('sufuria')).toHaveLength(20);
});
