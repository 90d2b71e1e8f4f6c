import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { Vocabulary } from '@/lib/words/vocabulary';
import { suggest } from './suggestions';

const db = useTestDatabase();
const deps = { pool: db.pool, vocabulary: new Vocabulary(db.pool) };

const SHOPS = {
  '254711111111': 'Mama Njeri Collections',
  '254722222222': 'Duka la Njeri',
  '254733333333': '0712 345 678',
  '254744444444': 'Sneaker City',
};
const PRODUCTS: [phone: keyof typeof SHOPS, title: string, isListed?: boolean][] = [
  ['254711111111', 'Nike sneakers size 42'],
  ['254711111111', 'Nike sneakers, white'],
  ['254711111111', 'iPhone 13 Pro'],
  ['254711111111', 'iPhone 13'],
  ['254722222222', 'Samsung Galaxy A54'],
  ['254722222222', 'Kitenge dress Ksh 2500'],
  ['254733333333', 'Handbag, call 0712345678'],
  ['254744444444', 'Snakeskin boots', false],
];

beforeAll(async () => {
  await db.prisma.seller.createMany({ data: Object.keys(SHOPS).map((phone) => ({ phone })) });
  await db.prisma.product.createMany({
    data: PRODUCTS.map(([sellerPhone, title, isListed = true], at) => ({
      productId: String(100 + at),
      sellerPhone,
      title,
      businessName: SHOPS[sellerPhone],
      isListed,
      listedAt: new Date(),
    })),
  });
});

async function suggested(q: string, limit = 8): Promise<string[]> {
  return (await suggest(deps, { q, limit })).map(({ kind, text }) => `${kind}: ${text}`);
}

describe('what is typed so far', () => {
  test.each([
    ['sne', ['words: sneakers', 'words: sneakers size', 'words: sneakers size 42']],
    ['iph', ['words: iphone 13', 'words: iphone 13 pro']],
    ['IPHONE 13 p', ['words: iphone 13 pro']],
    ['  Sams', ['words: samsung galaxy a54', 'words: samsung', 'words: samsung galaxy']],
  ])('%j becomes %j', async (q, words) => {
    expect((await suggested(q)).slice(0, words.length).toSorted()).toEqual(words.toSorted());
  });

  test.each([
    ['snaekers', 'words: sneakers'],
    ['samso', 'words: samsung'],
    ['iphne 13', 'words: iphone 13'],
    ['kitenje dr', 'words: kitenge dress'],
    ['galxy', 'words: galaxy a54'],
  ])('%j is forgiven: %j', async (q, words) => {
    expect(await suggested(q)).toContain(words);
  });

  test.each([
    ['samsung dr', 'words: samsung dress'],
    ['samsong ipho', 'words: samsung iphone 13'],
  ])('%j, which no title has side by side, goes on with what its last word may become: %j', async (q, words) => {
    expect(await suggested(q)).toContain(words);
  });

  test('finds shops by the beginning of their name or of a word in it, and no other', async () => {
    expect(await suggest(deps, { q: 'njer', limit: 8 })).toEqual([
      { kind: 'shop', text: 'Mama Njeri Collections', sellerId: expect.any(String) },
      { kind: 'shop', text: 'Duka la Njeri', sellerId: expect.any(String) },
    ]);
    expect(await suggested('mama n')).toEqual(['shop: Mama Njeri Collections']);
    expect(await suggested('sneaker c')).toEqual([]);
  });

  test.each([
    ['sho', 'category: shoes'],
    ['viat', 'category: shoes'],
    ['vito', 'category: jewellery_watches'],
    ['simu', 'category: phones_accessories'],
  ])('%j is of %j', async (q, category) => {
    expect(await suggested(q)).toContain(category);
  });

  test.each(['07', '0712', '2547', 'call', '345', 'han', 'kes', 'ksh', 'dress'])(
    'tells nobody’s number and no price: %j',
    async (q) => {
      for (const text of await suggested(q, 20)) expect(text).not.toMatch(/\d{4}/);
    },
  );

  test.each(['', '   ', '?', '👜', 'zzzz', '\0', '编'.repeat(700), "'; DROP TABLE products; --"])(
    'may become nothing: %.20j',
    async (q) => {
      expect(await suggested(q)).toEqual([]);
    },
  );

  test('is no more than was asked for', async () => {
    expect(await suggested('s', 2)).toHaveLength(2);
    expect(await suggested('s', 1)).toHaveLength(1);
  });

  test('names no shop that has gone since the words were read', async () => {
    expect(await suggested('duka')).toEqual(['shop: Duka la Njeri']);
    await db.prisma.product.updateMany({ where: { sellerPhone: '254722222222' }, data: { isListed: false } });
    expect(await suggested('duka')).toEqual([]);
  });
});
