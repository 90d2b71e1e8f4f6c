import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { Vocabulary } from '@/lib/words/vocabulary';
import { browseProducts } from './browse-products';
import { countCategories, listCurrencies } from './category-counts';
import { countProducts } from './count-products';
import { findLiveProduct } from './live-products';
import { findSellerCard } from './seller-card';

const PHONE = '254712345678';
const db = useTestDatabase();
const deps = { db: db.prisma, pool: db.pool, vocabulary: new Vocabulary(db.pool) };
let sellerId: string;

beforeAll(async () => {
  const seller = await db.prisma.seller.create({ data: { phone: PHONE, name: 'Mama Njeri' } });
  sellerId = seller.id;
  await db.prisma.seller.create({ data: { phone: '254700000000' } });
  const listedAt = new Date('2026-01-01T00:00:00.123Z');
  await db.prisma.product.createMany({
    data: Array.from({ length: 25 }, (_, i) => ({
      productId: String(10_000 + i),
      sellerPhone: i % 5 === 0 ? '254700000000' : PHONE,
      title: i === 3 ? 'Ankara dress, 100% cotton' : i === 6 ? 'Product 6 - KES 600' : `Product ${i}`,
      description: i === 3 ? 'A_b' : 'plain',
      businessName: i === 3 ? 'Mama Njeri' : null,
      priceAmount: i === 7 ? null : 100 * i,
      priceCurrency: i === 7 ? null : i === 8 ? 'UGX' : 'KES',
      category: i % 2 ? 'shoes' : 'bags',
      ...(i === 5 || i === 6 ? { imageColours: i === 5 ? ['red'] : ['blue', 'red'] } : {}),
      isListed: i !== 24,
      // Ten of them were listed in the same millisecond.
      listedAt: i < 10 ? listedAt : new Date(listedAt.getTime() + i),
      imageUrl: 'https://cdn.example/a.jpg',
      s3ImageUrl: i === 3 ? '/media/products/aa/bb.jpg' : null,
      s3ImageVariants: i === 3 ? ['480.avif', '960.webp', 'nonsense'] : [],
    })),
  });
});
async function idsOf(filters: Omit<Parameters<typeof browseProducts>[1], 'limit'>) {
  const { products } = await browseProducts(deps, { ...filters, limit: 60 });
  return products.map(({ productId }) => Number(productId) - 10_000).sort((a, b) => a - b);
}

describe('browseProducts', () => {
  async function pageThrough(filters: Omit<Parameters<typeof browseProducts>[1], 'limit'>): Promise<number[]> {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 20; page++) {
      const { products, nextCursor } = await browseProducts(deps, { ...filters, limit: 3, cursor });
      seen.push(...products.map(({ productId }) => productId));
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    return seen.map((id) => Number(id) - 10_000);
  }
  const newestFirst = Array.from({ length: 24 }, (_, i) => 23 - i);
  const ofOther = (ids: number[]) => ids.filter((i) => i % 5 === 0);

  test('pages through every live product once, newest first, also those listed in the same moment', async () => {
    expect(await pageThrough({ sort: 'newest' })).toEqual(newestFirst);
    expect(await pageThrough({ seller: '254700000000' })).toEqual(ofOther(newestFirst));
  });

  test('without an order goes by sellers in turn, then by age, each product once', async () => {
    const seen = await pageThrough({});
    expect(seen.slice(0, 10)).toEqual([23, 22, 20, 15, 21, 19, 10, 5, 18, 17]);
    expect(ofOther(seen)).toEqual(ofOther(newestFirst));
    expect(seen.toSorted((a, b) => b - a)).toEqual(newestFirst);
    // Of this seller's nineteen the oldest three are not arranged any more.
    expect(seen.slice(-3)).toEqual([3, 2, 1]);
  });

  test('goes on by what was the newest on the first page', async () => {
    const first = await browseProducts(deps, { limit: 3 });
    const late = { productId: '99999', sellerPhone: PHONE, isListed: true, listedAt: new Date('2026-02-01') };
    await db.prisma.product.create({ data: late });
    try {
      const second = await browseProducts(deps, { limit: 3, cursor: first.nextCursor ?? undefined });
      expect(second.products.map(({ productId }) => productId)).toEqual(['10015', '10021', '10019']);
      expect((await browseProducts(deps, { limit: 1 })).products[0]?.productId).toBe('99999');
    } finally {
      await db.prisma.product.delete({ where: { productId: '99999' } });
    }
  });

  test('shows nothing that is not live', async () => {
    expect(await idsOf({})).not.toContain(24);
    expect(await findLiveProduct(db.pool, '10024')).toBeNull();
  });

  test('names a product without the price that is shown beside its name', async () => {
    expect(await findLiveProduct(db.pool, '10006')).toMatchObject({
      title: 'Product 6',
      price: { amount: 600, currency: 'KES' },
    });
  });

  test('filters by seller, by id or phone', async () => {
    expect(await idsOf({ seller: sellerId })).toEqual(await idsOf({ seller: PHONE }));
    expect(await idsOf({ seller: '254700000000' })).toEqual([0, 5, 10, 15, 20]);
  });

  test('filters by price within one currency, without what has no price', async () => {
    expect(await idsOf({ minPrice: 600, maxPrice: 900 })).toEqual([6, 9]);
    expect(await idsOf({ minPrice: 600, maxPrice: 900, currency: 'UGX' })).toEqual([8]);
  });

  test('finds every word, in title or description, and takes wildcards as no more than that', async () => {
    expect(await idsOf({ q: 'COTTON ankara' })).toEqual([3]);
    expect(await idsOf({ q: '100%' })).toEqual([3]);
    expect(await idsOf({ q: 'a_b' })).toEqual([3]);
    expect(await idsOf({ q: '%' })).toEqual([]);
  });

  test('forgives accents, plurals and small mistakes in words', async () => {
    expect(await idsOf({ q: 'ánkara dresses' })).toEqual([3]);
    expect(await idsOf({ q: 'ankarra coton' })).toEqual([3]);
    expect(await idsOf({ q: 'Njeri ankara' })).toEqual([3]);
  });

  test('filters by colour, and bears products of which none is known', async () => {
    expect(await idsOf({ colour: 'red' })).toEqual([5, 6]);
    expect(await idsOf({ colour: 'blue' })).toEqual([6]);
    expect(await idsOf({ colour: 'teal' })).toEqual([]);
  });

  test.each([
    ['price', 1],
    ['-price', -1],
  ] as const)('goes by %s page after page: the home currency, then others, then those without', async (sort, sign) => {
    const seen: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 20; page++) {
      const { products, nextCursor } = await browseProducts(deps, { limit: 5, cursor, sort });
      seen.push(...products.map(({ productId }) => Number(productId) - 10_000));
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    const home = Array.from({ length: 24 }, (_, i) => i).filter((i) => i !== 7 && i !== 8);
    expect(seen).toEqual([...home.sort((a, b) => sign * (a - b)), 8, 7]);
  });

  test.each([
    ['price', { minPrice: 600, maxPrice: 1_100 }, [6, 9, 10, 11]],
    ['-price', { minPrice: 600, maxPrice: 1_100 }, [11, 10, 9, 6]],
    ['price', { minPrice: 2_100 }, [21, 22, 23]],
    ['-price', { maxPrice: 200 }, [2, 1, 0]],
    ['price', { currency: 'UGX' }, [8]],
    ['-price', { currency: 'UGX', minPrice: 900 }, []],
  ] as const)('goes by %s within %j, page after page', async (sort, filters, expected) => {
    expect(await pageThrough({ sort, ...filters })).toEqual(expected);
  });

  test('refuses a cursor of another order', async () => {
    const { nextCursor } = await browseProducts(deps, { limit: 3 });
    await expect(
      browseProducts(deps, { limit: 3, sort: 'price', cursor: nextCursor ?? undefined }),
    ).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  test('gives our own picture first, the price as a number, and nobody’s phone as an id', async () => {
    const product = await findLiveProduct(db.pool, '10003');
    expect(product).toMatchObject({
      imageUrl: '/media/products/aa/bb.jpg',
      pictureSources: [
        { url: '/media/products/aa/bb-480.avif', type: 'image/avif', width: 480 },
        { url: '/media/products/aa/bb-960.webp', type: 'image/webp', width: 960 },
      ],
      price: { amount: 300, currency: 'KES' },
      seller: { id: sellerId, name: 'Mama Njeri', proven: false },
    });
    expect(await findLiveProduct(db.pool, '10004')).toMatchObject({
      imageUrl: 'https://cdn.example/a.jpg',
      pictureSources: [],
    });
  });

  test.each(['', 'x', '1; DROP TABLE', '123456789012345678901'])('finds no product %j', async (id) => {
    expect(await findLiveProduct(db.pool, id)).toBeNull();
  });
});

describe('around the feed', () => {
  test('counts what is live by category', async () => {
    expect(await countCategories(db.prisma)).toEqual([
      { category: 'bags', count: 12 },
      { category: 'shoes', count: 12 },
    ]);
  });

  test('lists the currencies that prices are in, the home one first', async () => {
    expect(await listCurrencies(db.prisma)).toEqual(['KES', 'UGX']);
    const other = await db.prisma.seller.findUniqueOrThrow({ where: { phone: '254700000000' } });
    expect(await listCurrencies(db.prisma, other.id)).toEqual(['KES']);
  });

  test('counts what filters leave', async () => {
    expect(await countProducts(deps, {})).toEqual({ count: 24, more: false });
    expect(await countProducts(deps, { category: 'shoes', maxPrice: 900 })).toEqual({ count: 4, more: false });
    expect(await countProducts(deps, { q: 'ankara', colour: 'red' })).toEqual({ count: 0, more: false });
  });

  test('knows a seller by id only', async () => {
    expect(await findSellerCard(db.prisma, sellerId)).toMatchObject({ name: 'Mama Njeri', products: 19 });
    expect(await findSellerCard(db.prisma, PHONE)).toBeNull();
  });

  test('tells since when a shop is here and proven, and its number only while something is live', async () => {
    const since = new Date('2026-03-02T08:00:00Z');
    const provenAt = new Date('2026-11-12T09:00:00Z');
    const data = { phone: '254733000000', createdAt: since, ownershipProvenAt: provenAt };
    const { id } = await db.prisma.seller.create({ data });
    const shop = { since: since.toISOString(), provenAt: provenAt.toISOString() };
    expect(await findSellerCard(db.prisma, id)).toMatchObject({ ...shop, products: 0, phone: null });
    await db.prisma.product.create({
      data: { productId: '90001', sellerPhone: data.phone, title: 'Bag', isListed: true, listedAt: since },
    });
    expect(await findSellerCard(db.prisma, id)).toMatchObject({ ...shop, products: 1, phone: data.phone });
    await db.prisma.seller.delete({ where: { id } });
  });
});
