import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { endScout } from '@/lib/syncs/scout-run';
import type { OnboardDeps } from './onboard-sellers';
import { readSyncTurn, syncShop } from './sync-shop';

const phone = '254712345678';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let sent: { syncs: string[]; products: string[] };
let deps: OnboardDeps;

beforeEach(async () => {
  sent = { syncs: [], products: [] };
  deps = {
    db,
    whatsappOrigin: 'https://wa.me',
    phoneKey: Buffer.from('phones'),
    requestSync: async ({ sellerPhone }) => void sent.syncs.push(sellerPhone),
    requestHydration: async (items) => void sent.products.push(...items.map((item) => item.productId)),
  };
  await db.seller.create({ data: { phone } });
  await db.product.create({ data: { productId: '1111111111111111', sellerPhone: phone } });
});

const end = (syncRunId: string, outcome: 'found' | 'interstitial') =>
  db.syncRun.update({ where: { id: syncRunId }, data: { state: 'finished', outcome, finishedAt: new Date() } });
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test('its catalogue is visited; who asks meanwhile is led to that', async () => {
  const { changed, syncId } = await syncShop(deps, { phone }, {});
  expect(changed).toBe(true);
  expect(sent).toEqual({ syncs: [phone], products: [] });
  expect(await syncShop(deps, { phone }, {})).toEqual({ changed: false, syncId });
  expect(await readSyncTurn(db, phone)).toEqual({ openSyncId: syncId, againAt: null });
});

test('not again for half an hour, and told when', async () => {
  const { syncId } = await syncShop(deps, { phone }, {});
  await end(syncId, 'found');
  const { againAt } = await readSyncTurn(db, phone);
  expect(againAt?.getTime()).toBeGreaterThan(later(29).getTime() - 60_000);
  await expect(syncShop(deps, { phone }, {})).rejects.toMatchObject({
    ...{ code: 'sync_too_soon', status: 429, retry: { again: true, afterMs: expect.any(Number) } },
  });
  expect((await syncShop(deps, { phone }, {}, later(31))).changed).toBe(true);
});

test('where WhatsApp does not show the catalogue, the products that are known are read', async () => {
  const { syncId } = await syncShop(deps, { phone }, {});
  await endScout(db, { syncRunId: syncId, sellerPhone: phone, outcome: 'interstitial', detail: 'x' });
  expect((await syncShop(deps, { phone }, {}, later(31))).changed).toBe(true);
  expect(sent).toEqual({ syncs: [phone], products: ['1111111111111111'] });
});
