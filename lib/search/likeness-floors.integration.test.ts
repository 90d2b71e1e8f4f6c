import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { productsToMeasure, readLikenessFloor, saveLikenessFloor } from './likeness-floors';

const SPACE = 'test/v1';
const sellerPhone = '254711000077';
const { prisma: db, pool } = useTestDatabase({ emptyBeforeEach: true });
const choose = (now = new Date()) => productsToMeasure(db, SPACE, { most: 20, fewest: 12, now });

async function products(count: number, from = 0): Promise<void> {
  await db.product.createMany({
    data: Array.from({ length: count }, (_, at) => ({
      productId: String(1_000 + from + at),
      sellerPhone,
      isListed: true,
      s3ImageUrl: `/media/${from + at}.jpg`,
    })),
  });
}

beforeEach(() => db.seller.create({ data: { phone: sellerPhone } }));

describe('productsToMeasure', () => {
  test('says nothing of a few products, nor of those that are hidden or have no picture of ours', async () => {
    await products(11);
    await db.product.create({ data: { productId: '1', sellerPhone, isListed: false, s3ImageUrl: '/media/x.jpg' } });
    await db.product.create({ data: { productId: '2', sellerPhone, isListed: true } });
    expect(await choose()).toEqual({ products: 11, sample: [] });
  });

  test('chooses the same products each time', async () => {
    await products(30);
    const { products: count, sample } = await choose();
    expect([count, sample.length]).toEqual([30, 20]);
    expect((await choose()).sample).toEqual(sample);
  });

  test('waits until the catalogue has changed, a day has passed, or another model has come', async () => {
    await products(20);
    await saveLikenessFloor(db, { space: SPACE, floor: 0.7, photos: 240, products: 20 });
    expect((await choose()).sample).toHaveLength(0);
    expect((await choose(new Date(Date.now() + 86_400_001))).sample).toHaveLength(20);
    expect((await productsToMeasure(db, 'next/v1', { most: 20, fewest: 12 })).sample).toHaveLength(20);
    await products(10, 20);
    expect((await choose()).sample).toHaveLength(20);
  });
});

test('the floor of a space is the last one measured, and unknown before', async () => {
  expect(await readLikenessFloor(pool, SPACE)).toBeNull();
  await saveLikenessFloor(db, { space: SPACE, floor: 0.7, photos: 240, products: 20 });
  await saveLikenessFloor(db, { space: SPACE, floor: 0.6, photos: 240, products: 40 });
  expect(await readLikenessFloor(pool, SPACE)).toBe(0.6);
  expect(await readLikenessFloor(pool, 'other/v1')).toBeNull();
});
