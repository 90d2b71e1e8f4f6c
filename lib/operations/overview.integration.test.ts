import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { pauseWork } from '@/lib/pauses/pauses';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { moveItems } from '@/lib/syncs/move-items';
import { openListedRun } from '@/lib/syncs/open-run';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { nextTick } from './heartbeat-state';
import { costOf, countAll, readOverview } from './overview';
import { overviewSchema } from './overview.schema';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const sellerPhone = '254711000066';
const system = { ready: true, health: [], paused: [], pausedStages: [] };
const read = (now?: Date) => readOverview(db, system, { cron: '0 */6 * * *', ...(now ? { now } : {}) });

test('an empty system is told as what it is: zeroes, and no cost', async () => {
  const overview = await read();
  expect(overviewSchema.parse(overview)).toEqual(overview);
  expect(overview).toMatchObject({
    market: { products: 0, live: 0, waiting: 0, sellers: 0 },
    causes: [],
    cost: { products: 0, per1000: null },
    heartbeat: { last: null, pausedSince: null },
  });
  expect(overview.stages.every(({ waiting, oldest }) => waiting === 0 && oldest === null)).toBe(true);
  expect(overview.lastHour.slowedDown).toHaveLength(60);
  expect(overview.lastDay.slowedDown).toHaveLength(24);
});

test('what waits, what failed, what was done and what dies is counted', async () => {
  for (const productId of ['1', '2', '3']) await makeEmbeddedProduct(db, { productId, sellerPhone });
  const products = ['1', '2', '3'].map((productId) => ({ productId, sellerPhone }));
  const { syncRunId } = await openListedRun(db, { kind: 'heartbeat', sellerPhone: null, products });
  const problem = { code: 'login_wall', message: 'It asked to log in.' };
  const logs = [{ eventType: 'hydrate_failed' as const, code: problem.code }];
  await moveItems(db, syncRunId, [
    { productId: '1', outcome: 'failed', problem, logs },
    { productId: '2', stage: 'embed', hydrated: true, logs: [{ eventType: 'hydrate_success' }] },
  ]);
  await writeSyncLogs(db, [{ syncRunId, productId: '3', sellerPhone, eventType: 'hydrate_429' }]);
  await db.syncItem.updateMany({ where: { productId: '2' }, data: { waitsFor: 'embed' } });
  await pauseWork(db, { what: 'heartbeat', actorId: 'amina' });
  const soon = new Date(Date.now() + 3_600_000);
  await db.product.update({ where: { productId: '1' }, data: { isListed: true, imageExpiresAt: soon } });
  await db.product.update({ where: { productId: '2' }, data: { isListed: true, imageExpiresAt: new Date(0) } });
  await db.usageCount.create({ data: { hour: new Date(), what: 'products', amount: 2 } });
  await db.usageCount.create({ data: { hour: new Date(), what: 'fetches', amount: 5 } });

  const overview = await read(new Date(Date.now() + 1_000));
  expect(overview).toMatchObject({
    causes: [{ code: 'login_wall', count: 1 }],
    expiring: { within24h: 1, expired: 1 },
    cost: { products: 2, per1000: { fetches: 2_500, tokensIn: 0 } },
    heartbeat: { last: { syncRunId, products: 3 }, next: null, pausedSince: expect.any(String) },
  });
  const stage = (name: string) => overview.stages.find((each) => each.stage === name);
  expect(stage('hydrate')).toMatchObject({ waiting: 1, held: 0, oldest: expect.any(String) });
  expect(stage('embed')).toMatchObject({ waiting: 1, held: 1 });
  for (const timeline of [overview.lastHour, overview.lastDay]) {
    const hydrate = timeline.stages.find((each) => each.stage === 'hydrate');
    const sum = (counts: number[] = []) => counts.reduce((all, count) => all + count, 0);
    expect([sum(hydrate?.done), sum(hydrate?.failed), sum(timeline.slowedDown)]).toEqual([1, 1, 1]);
  }
});

test('what was counted before is told as of then; what waits is so now', async () => {
  const counted = await countAll(db, new Date('2026-11-29T10:30:00Z'));
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone });
  const products = [{ productId: '1', sellerPhone }];
  await openListedRun(db, { kind: 'heartbeat', sellerPhone: null, products });
  const overview = await readOverview(db, system, { cron: '0 */6 * * *', counted: async () => counted });
  expect(overview).toMatchObject({ at: '2026-11-29T10:30:00.000Z', market: { products: 0 } });
  expect(overview.stages.find(({ stage }) => stage === 'hydrate')).toMatchObject({ waiting: 1 });
  expect((await read()).market).toMatchObject({ products: 1 });
});

test('cost is per 1,000 products that were read', () => {
  const used = { products: 500, fetches: 1_100, fetched_bytes: 25_000_000, model_seconds: 40, retries: 3 };
  expect(costOf(used, 24)).toMatchObject({
    ...{ hours: 24, products: 500, retries: 3 },
    per1000: { fetches: 2_200, megabytes: 50, modelSeconds: 80, reviews: 0 },
  });
});

test('the next heartbeat is the cron’s, in its time zone', () => {
  const now = new Date('2026-11-29T10:30:00Z');
  expect(nextTick('0 */6 * * *', now)?.toISOString()).toBe('2026-11-29T12:00:00.000Z');
  expect(nextTick('TZ=Africa/Nairobi 0 6 * * *', now)?.toISOString()).toBe('2026-11-30T03:00:00.000Z');
});
