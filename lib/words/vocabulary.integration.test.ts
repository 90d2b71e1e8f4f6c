import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { Vocabulary } from './vocabulary';

const PHONE = '254712345678';
const db = useTestDatabase();

beforeAll(async () => {
  await db.prisma.seller.create({ data: { phone: PHONE } });
  await add('1', 'Kitenge dress', { description: 'Call 0712345678 or 254712345678', category: 'shoes' });
  await add('2', 'Hidden kikoi', { isListed: false });
});

async function add(productId: string, title: string, more: object = {}): Promise<void> {
  const listed = { isListed: true, listedAt: new Date(), businessName: 'Mama Njeri' };
  await db.prisma.product.create({ data: { productId, sellerPhone: PHONE, title, ...listed, ...more } });
}

test('knows the words of live products, and nobody’s number', async () => {
  const { words, phrases, shops } = await new Vocabulary(db.pool).current();
  expect(words.productsWith('kitenge')).toBe(1);
  expect(words.has('njeri')).toBe(true);
  expect(words.has('kikoi')).toBe(false);
  expect(words.hasBeginning('07')).toBe(false);
  expect(words.hasBeginning('2547')).toBe(false);
  expect(words.productsWith('#shoes')).toBe(1);
  expect(words.meantBy('shoess')).toEqual([]);
  expect(phrases.beginningWith('kit', 3).map(({ text }) => text)).toEqual(['kitenge', 'kitenge dress']);
  expect(shops).toMatchObject([{ name: 'Mama Njeri', products: 1 }]);
});

test('is read again once it is old enough, and not before', async () => {
  let now = 0;
  const vocabulary = new Vocabulary(db.pool, () => now);
  const has = async (word: string) => (await vocabulary.current()).words.has(word);
  expect(await has('kikapu')).toBe(false);
  await add('3', 'Kikapu');
  now = 900;
  expect(await has('kikapu')).toBe(false);
  now = 1_100;
  expect(await has('kikapu')).toBe(true);
});

test('answers with what it knows while reading takes long, but not after ten minutes without a question', async () => {
  let now = 0;
  // Every reading takes two seconds by this clock.
  const vocabulary = new Vocabulary(db.pool, () => (now += 2_000));
  const has = async (word: string) => (await vocabulary.current()).words.has(word);
  await has('kikombe');
  await add('4', 'Kikombe');
  now += 300_000;
  expect(await has('kikombe')).toBe(false);
  await expect.poll(() => has('kikombe')).toBe(true);
  await add('5', 'Sahani');
  now += 700_000;
  expect(await has('sahani')).toBe(true);
});

test('keeps what it knows while the database does not answer', async () => {
  let now = 0;
  let isAway = false;
  const pool = { connect: () => (isAway ? Promise.reject(new Error('away')) : db.pool.connect()) };
  const vocabulary = new Vocabulary(pool as typeof db.pool, () => now);
  await vocabulary.current();
  isAway = true;
  now = 10_000_000;
  expect((await vocabulary.current()).words.has('kitenge')).toBe(true);
  await expect(new Vocabulary(pool as typeof db.pool).current()).rejects.toThrow('away');
});
