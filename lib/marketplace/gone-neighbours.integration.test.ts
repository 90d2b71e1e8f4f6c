import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { vectorBytes } from '@/lib/products/save-embeddings';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { countCategories } from './category-counts';
import { goneNeighbours } from './gone-neighbours';
import { productEntries, sellerEntries, sitemapStarts } from './sitemap';

const PHONE = '254712345678';
const SPACE = 'test-space';
const LISTED_AT = new Date('2026-01-01T00:00:00.000Z');
const db = useTestDatabase();
let vectors: PostgresVectorStore;
let sellerId: string;

beforeAll(async () => {
  vectors = new PostgresVectorStore({ pool: db.pool, space: SPACE });
  sellerId = (await db.prisma.seller.create({ data: { phone: PHONE } })).id;
  await db.prisma.seller.create({ data: { phone: '254700000000' } });
  // 1 is gone; 2 to 5 are live, each a bit further from it; 6 is gone too, and 7 was embedded by another model.
  await db.prisma.product.createMany({
    data: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      productId: String(n),
      sellerPhone: PHONE,
      title: `Product ${n}`,
      category: n === 2 ? 'bags' : 'shoes',
      isListed: n > 1 && n < 6,
      listedAt: LISTED_AT,
    })),
  });
  await db.prisma.productEmbedding.createMany({
    data: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      productId: String(n),
      space: n === 7 ? 'another-space' : SPACE,
      contentHash: 'x',
      vector: new Uint8Array(vectorBytes(turned(n))),
    })),
  });
  await vectors.upsert(
    [2, 3, 4, 5].map((n) => ({
      productId: String(n),
      vector: turned(n),
      attributes: { sellerPhone: PHONE, category: null, priceAmount: null, priceCurrency: null },
    })),
  );
});
afterAll(async () => {
  await vectors.close();
});

function turned(n: number): Float32Array {
  const vector = new Float32Array(768);
  vector[0] = Math.cos(n / 10);
  vector[1] = Math.sin(n / 10);
  return vector;
}

describe('goneNeighbours', () => {
  const idsOf = async (productId: string, limit = 10) =>
    (await goneNeighbours({ db: db.prisma, pool: db.pool, vectors }, productId, limit)).map(
      (product) => product.productId,
    );

  test('finds live products near one that is gone, nearest first', async () => {
    expect(await idsOf('1')).toEqual(['2', '3', '4', '5']);
    expect(await idsOf('6', 2)).toEqual(['5', '4']);
  });

  test('finds none for what was never known, or was known to another model', async () => {
    expect(await idsOf('99')).toEqual([]);
    expect(await idsOf('7')).toEqual([]);
  });
});

const entries = (...ids: string[]) => ids.map((id) => ({ path: `/products/${id}`, changedAt: LISTED_AT }));

describe('the sitemap', () => {
  test('holds every live product once, in parts', async () => {
    const starts = await sitemapStarts(db.prisma, 3);
    expect(starts).toEqual([{ productId: '5', listedAt: LISTED_AT }]);
    expect(await productEntries(db.prisma, null, 3)).toEqual(entries('2', '3', '4'));
    expect(await productEntries(db.prisma, starts[0] ?? null, 3)).toEqual(entries('5'));
    expect(await sitemapStarts(db.prisma, 4)).toEqual([]);
  });

  test('a part stays where it begins, whatever goes live or leaves before it', async () => {
    const [start = null] = await sitemapStarts(db.prisma, 2);
    await db.prisma.product.update({ where: { productId: '2' }, data: { isListed: false } });
    await db.prisma.product.update({ where: { productId: '4' }, data: { isListed: false } });
    expect(await productEntries(db.prisma, start, 2)).toEqual(entries('5'));
    await db.prisma.product.updateMany({ where: { productId: { in: ['2', '4'] } }, data: { isListed: true } });
    const later = { productId: '5', listedAt: new Date(LISTED_AT.getTime() + 1) };
    expect(await productEntries(db.prisma, later, 2)).toEqual([]);
  });

  test('holds sellers who have something live', async () => {
    expect(await sellerEntries(db.prisma)).toEqual([{ path: `/sellers/${sellerId}`, changedAt: null }]);
  });
});

describe('countCategories', () => {
  test('of one seller', async () => {
    expect(await countCategories(db.prisma, sellerId)).toEqual([
      { category: 'shoes', count: 3 },
      { category: 'bags', count: 1 },
    ]);
    expect(await countCategories(db.prisma, 'b0d0c2b6-0000-4000-8000-000000000001')).toEqual([]);
  });
});
