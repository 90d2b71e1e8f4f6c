import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { readInsights } from './read-insights';
import { forgetOldDays, saveCounts } from './save-counts';

const PHONE = '254712345678';
const NOW = new Date('2026-11-29T12:00:00Z');
const { prisma: db, pool } = useTestDatabase({ emptyBeforeEach: true });

const count = (productId: string, day: string, change: { views?: number; chats?: number; searches?: number }) => ({
  ...{ productId, day, views: 0, chats: 0, searches: 0 },
  ...change,
});

beforeEach(async () => {
  for (const phone of [PHONE, '254722000111']) await db.seller.create({ data: { phone } });
  const product = (productId: string, sellerPhone = PHONE) => ({ productId, sellerPhone, title: `Dress ${productId}` });
  await db.product.createMany({ data: [product('1'), product('2'), product('3', '254722000111')] });
});

test('counts add up by day, products that are not there are left out', async () => {
  await saveCounts(pool, [count('1', '2026-11-29', { views: 2 }), count('9', '2026-11-29', { views: 5 })]);
  await saveCounts(pool, [
    count('1', '2026-11-29', { views: 1, chats: 1 }),
    count('2', '2026-11-28', { searches: 4 }),
    count('3', '2026-11-28', { views: 7 }),
  ]);
  const insights = await readInsights(pool, { phone: PHONE, now: NOW });
  expect(insights.totals).toEqual({ views: 3, chats: 1, searches: 4 });
  expect(insights.days).toHaveLength(30);
  expect(insights.days.slice(-2)).toEqual([
    { day: '2026-11-28', views: 0, chats: 0, searches: 4 },
    { day: '2026-11-29', views: 3, chats: 1, searches: 0 },
  ]);
  expect(insights.products).toEqual([
    { productId: '1', title: 'Dress 1', views: 3, chats: 1, searches: 0, viewsByDay: [...Array(29).fill(0), 3] },
    { productId: '2', title: 'Dress 2', views: 0, chats: 0, searches: 4, viewsByDay: Array(30).fill(0) },
  ]);
});

test('what is older than it is shown goes; so does all of a seller who is erased', async () => {
  await saveCounts(pool, [count('1', '2026-10-30', { views: 1 }), count('1', '2026-10-31', { views: 1 })]);
  await forgetOldDays(pool, NOW);
  expect(await db.productDay.findMany({ select: { day: true } })).toEqual([{ day: new Date('2026-10-31') }]);
  await db.seller.delete({ where: { phone: PHONE } });
  expect(await db.productDay.count()).toBe(0);
});

test('two processes that add to the same products at once lose nothing', async () => {
  const one = [count('1', '2026-11-29', { views: 1 }), count('2', '2026-11-29', { views: 1 })];
  await Promise.all(Array.from({ length: 20 }, (_, i) => saveCounts(pool, i % 2 ? one : [...one].reverse())));
  const rows = await db.productDay.findMany({ select: { views: true } });
  expect(rows).toEqual([{ views: 20 }, { views: 20 }]);
});
