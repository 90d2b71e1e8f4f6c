import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { metricsRegistry } from '@/lib/platform/metrics';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { openListedRun } from '@/lib/syncs/open-run';
import { measureWaiting, readStagesWaiting } from './waiting-metrics';

const { prisma: db } = useTestDatabase();
const sellerPhone = '254711000067';

test('what waits is counted by stage with the age of the oldest; what a pause holds is not', async () => {
  for (const productId of ['1', '2', '3']) await makeEmbeddedProduct(db, { productId, sellerPhone });
  const products = ['1', '2', '3'].map((productId) => ({ productId, sellerPhone }));
  await openListedRun(db, { kind: 'heartbeat', sellerPhone: null, products });
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  await db.syncItem.update({ where: { ...(await keyOf('1')) }, data: { updatedAt: ago(2_000), waitsFor: 'model' } });
  await db.syncItem.update({ where: { ...(await keyOf('2')) }, data: { updatedAt: ago(1_000) } });
  const run = { sellerPhone, requestedAt: ago(500), kind: 'catalogue', state: 'queued' } as const;
  await db.syncRun.create({ data: run });
  const waiting = await readStagesWaiting(db);
  const of = (name: string) => waiting.find(({ stage }) => stage === name);
  expect([of('hydrate')?.waiting, of('scout')?.waiting, of('embed')]).toEqual([2, 1, undefined]);
  expect(of('hydrate')?.oldestSeconds).toBeCloseTo(1_000, -2);
  expect(of('scout')?.oldestSeconds).toBeCloseTo(500, -2);

  measureWaiting(() => readStagesWaiting(db));
  const said = await metricsRegistry().metrics();
  expect(said).toContain('soko_stage_waiting{stage="hydrate"} 2');
  expect(said).toContain('soko_stage_oldest_waiting_seconds{stage="embed"} 0');
});

async function keyOf(productId: string) {
  const { syncRunId } = await db.syncItem.findFirstOrThrow({ where: { productId } });
  return { syncRunId_productId: { syncRunId, productId } };
}
