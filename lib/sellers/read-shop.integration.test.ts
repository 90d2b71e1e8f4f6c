import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { CSV_BOM } from '@/lib/platform/csv';
import { exportShop } from './export-shop';
import { readShop } from './read-shop';
import { exportedShopSchema } from './shop-export.schema';
import { readShopProducts } from './shop-products';
import type { ShopQuery } from './shop-query.schema';

const PHONE = '254712345678';
const { prisma: db } = useTestDatabase();
/** A whole product: with these alone it lacks nothing. */
const whole = {
  ...{ sellerPhone: PHONE, title: 'A dress', description: 'Wax print, size 12, blue and red', category: 'shoes' },
  ...{ priceAmount: 100, priceCurrency: 'KES', imageHash: 'a', imageWidth: 900 },
};
const judged = (productId: string, qcStatus: 'approved' | 'flagged' | 'rejected') => ({
  ...{ productId, ...whole, contentHash: `c${productId}`, qcContentHash: `c${productId}`, qcStatus },
});

beforeAll(async () => {
  await db.seller.create({ data: { phone: PHONE, name: 'Mama Njeri' } });
  await db.seller.create({ data: { phone: '254722000111' } });
  await db.product.createMany({
    data: [
      { ...judged('1', 'approved'), isListed: true },
      { ...judged('2', 'approved'), isListed: true, priceAmount: null, priceCurrency: null },
      { ...judged('3', 'approved'), isListed: true, category: 'other', description: 'Nice', imageWidth: 200 },
      judged('4', 'rejected'),
      { ...judged('5', 'rejected'), title: '=HYPERLINK("https://evil.example")' },
      judged('6', 'flagged'),
      { ...judged('7', 'flagged'), imageHash: null },
      { productId: '8', sellerPhone: PHONE },
      { ...judged('9', 'approved'), isActive: false },
      { ...judged('10', 'approved'), hiddenAt: new Date() },
      { ...judged('11', 'approved'), sellerPhone: '254722000111', isListed: true },
    ],
  });
  const review = { source: 'model', reviewer: 'm', decision: 'rejected' as const, note: 'Internal.' };
  await db.qualityReview.createMany({
    data: [
      { ...review, productId: '4', contentHash: 'c4', problems: ['weapon'] },
      { ...review, productId: '5', contentHash: 'c5', problems: ['weapon', 'scam_suspected'] },
    ],
  });
});

const shown = async (query: ShopQuery, limit = 50) => {
  const { products, next } = await readShopProducts(db, PHONE, query, limit);
  return { ids: products.map(({ productId }) => productId), next };
};

describe('a shop', () => {
  test('says first how many stand how', async () => {
    expect(await readShop(db, PHONE)).toMatchObject({
      ...{ name: 'Mama Njeri', total: 10 },
      counts: { live: 3, rejected: 2, fix: 1, waiting: 1, open: 1, gone: 1, hidden: 1 },
    });
  });

  test('groups what holds products back by cause, what hides most first', async () => {
    expect((await readShop(db, PHONE))?.problems).toEqual([
      { severity: 'not_shown', why: 'weapon', products: 2 },
      { severity: 'not_shown', why: 'scam_suspected', products: 1 },
      { severity: 'not_shown', why: 'no_picture', products: 1 },
      { severity: 'limited', why: 'no_price', products: 1 },
      { severity: 'limited', why: 'no_category', products: 1 },
      { severity: 'to_improve', why: 'no_description', products: 1 },
      { severity: 'to_improve', why: 'small_picture', products: 1 },
    ]);
  });

  test('lists each cause’s products, and no others', async () => {
    expect((await shown({ why: 'weapon' })).ids).toEqual(['4', '5']);
    expect((await shown({ why: 'scam_suspected' })).ids).toEqual(['5']);
    expect((await shown({ why: 'no_picture' })).ids).toEqual(['7']);
    expect((await shown({ why: 'no_price' })).ids).toEqual(['2']);
    expect((await shown({ why: 'small_picture' })).ids).toEqual(['3']);
    expect((await shown({ why: 'ours' })).ids).toEqual([]);
    expect((await shown({ state: 'live' })).ids).toEqual(['1', '2', '3']);
    expect((await shown({ state: 'gone' })).ids).toEqual(['9']);
  });

  test('pages through all of them once, what needs the seller first', async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { ids, next } = await shown({ after }, 3);
      seen.push(...ids);
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(['7', '4', '5', '6', '8', '10', '9', '1', '2', '3']);
  });

  test('shows no note of those who decide', async () => {
    const { products } = await readShopProducts(db, PHONE, {}, 50);
    expect(JSON.stringify(products)).not.toContain('Internal.');
  });
});

describe('the download', () => {
  async function file(format: 'csv' | 'json'): Promise<string> {
    let text = '';
    for await (const piece of exportShop(db, PHONE, format)) text += piece;
    return text;
  }

  test('as JSON has every product of the shop', async () => {
    const products = exportedShopSchema.parse(JSON.parse(await file('json')));
    expect(products).toHaveLength(10);
    expect(products.find(({ productId }) => productId === '7')).toMatchObject({
      standing: 'fix',
      reasons: ['no_picture'],
    });
  });

  test('as CSV begins with a byte order mark, and carries out nothing', async () => {
    const text = await file('csv');
    expect(text.startsWith(`${CSV_BOM}productId,standing,reasons,title,`)).toBe(true);
    expect(text.split('\r\n')).toHaveLength(12);
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(text).not.toContain('Internal.');
  });

  test('of an empty shop is a file all the same', async () => {
    let text = '';
    for await (const piece of exportShop(db, '254733000222', 'json')) text += piece;
    expect(JSON.parse(text)).toEqual([]);
  });
});
