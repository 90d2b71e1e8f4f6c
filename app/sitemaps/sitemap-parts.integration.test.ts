import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';

const db = useTestDatabase();
let api: typeof import('./[part]/route');

beforeAll(async () => {
  process.env.DATABASE_URL = db.url;
  process.env.LOG_LEVEL = 'silent';
  await db.prisma.seller.create({ data: { phone: '254711111111' } });
  await db.prisma.product.create({
    data: { productId: '1', sellerPhone: '254711111111', isListed: true, listedAt: new Date(), category: 'shoes' },
  });
  api = await import('./[part]/route');
});
const get = (part: string, headers: Record<string, string> = {}) =>
  api.GET(new Request(`http://localhost:3000/sitemaps/${part}`, { headers }), { params: Promise.resolve({ part }) });

describe('a part of the sitemap', () => {
  test.each([
    ['products-0.xml', '/products/1'],
    ['places.xml', '/?category=shoes'],
  ])('%s may be kept for an hour', async (part, path) => {
    const response = await get(part);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(await response.text()).toContain(path);
  });

  test.each(['products-1.xml', 'products-9999999999999-1.xml', 'products-1-x.xml', 'products-.xml', 'a.xml'])(
    '%s is not there',
    async (part) => {
      const response = await get(part);
      expect([response.status, response.headers.get('cache-control')]).toEqual([404, null]);
    },
  );

  test('is refused to whoever asks in a loop', async () => {
    const { rateLimits } = await import('@/app/server/rate-limits');
    const peer = '203.0.113.9';
    expect(() => {
      for (;;) rateLimits().browse.take(peer);
    }).toThrow();
    const response = await get('products-0.xml', { 'x-soko-peer': peer });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  });
});
