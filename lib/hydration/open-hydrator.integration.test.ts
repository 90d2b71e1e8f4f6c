import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';
import { readEnv } from '@/lib/platform/env';
import { openHydrator } from './open-hydrator';

let world: World;
beforeAll(async () => {
  world = await startWorld({ cacheDir: '.cache/world', sellers: [bigSeller(1)] });
});
afterAll(() => world.close());

test('every fetch is told with what it brought, also one that brings nothing', async () => {
  const told: number[] = [];
  const settings = readEnv({ WHATSAPP_ORIGIN: world.origin, EXTRA_ALLOWED_HOSTS: world.allowedHosts });
  const hydrator = openHydrator(settings, (bytes) => told.push(bytes));
  const [product] = world.products();
  if (product === undefined) throw new Error('the world has no product');
  const read = await hydrator.hydrate({ productId: product.id, sellerPhone: product.phone });
  expect(read.kind).toBe('product');
  expect(told).toHaveLength(1);
  expect(told[0]).toBeGreaterThan(100);
  await expect(hydrator.fetchImage('https://example.com/not-allowed.jpg')).rejects.toMatchObject({});
  expect(told).toHaveLength(2);
  expect(told[1]).toBe(0);
  await hydrator.close();
});
