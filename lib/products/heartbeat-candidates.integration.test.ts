import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { openListedRun } from '@/lib/syncs/open-run';
import { readHeartbeatCandidates } from './heartbeat-candidates';

const NOW = new Date('2026-06-01T12:00:00Z');
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const sellerPhone = '254711000002';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

beforeEach(async () => {
  await db.seller.create({ data: { phone: sellerPhone } });
});
async function product(productId: string, data: Partial<Prisma.ProductCreateManyInput> = {}) {
  const lastHydratedAt = data.lastHydratedAt === undefined ? ago(30) : data.lastHydratedAt;
  await db.product.create({
    data: { productId, sellerPhone, hydrateAttemptAt: lastHydratedAt, ...data, lastHydratedAt },
  });
}

const select = async (limit = 100) => {
  const rows = await readHeartbeatCandidates(db, { maxAgeMs: 24 * HOUR, limit, now: NOW });
  return rows.map((row) => row.productId);
};

test('oldest first, the young left out', async () => {
  await product('1', { lastHydratedAt: ago(25) });
  await product('2', { lastHydratedAt: ago(50) });
  await product('3', { lastHydratedAt: ago(23) });
  await product('4', { lastHydratedAt: null });
  expect(await select()).toEqual(['4', '2', '1']);
  expect(await select(2)).toEqual(['4', '2']);
});

test('links about to die come first, however young their product', async () => {
  await product('1', { lastHydratedAt: ago(90) });
  await product('2', { lastHydratedAt: ago(5), imageExpiresAt: ago(-12) });
  await product('3', { lastHydratedAt: ago(5), imageExpiresAt: ago(-200) });
  await product('4', { lastHydratedAt: ago(6), imageExpiresAt: ago(2) });
  expect(await select()).toEqual(['4', '2', '1']);
});

test('what was tried just now rests, and what keeps failing goes to the back', async () => {
  await product('1', { lastHydratedAt: ago(90), hydrateAttemptAt: ago(1) });
  await product('2', { lastHydratedAt: ago(90), hydrateAttemptAt: ago(4) });
  await product('3', { lastHydratedAt: ago(40) });
  expect(await select()).toEqual(['3', '2']);
});

test('what a run is working on is left alone, until its item has ended', async () => {
  await product('1');
  await product('2');
  const { syncRunId } = await openListedRun(db, {
    kind: 'links',
    sellerPhone,
    products: [{ productId: '1', sellerPhone }],
  });
  expect(await select()).toEqual(['2']);
  await db.syncItem.updateMany({ where: { syncRunId }, data: { outcome: 'failed', stage: 'done' } });
  expect(await select()).toEqual(['1', '2']);
});

test('an approved product whose picture could not be stored is tried again, however young', async () => {
  const approved = { qcStatus: 'approved' as const, imageHash: 'a', lastHydratedAt: ago(1) };
  await product('1', approved);
  await product('2', { ...approved, s3ImageHash: 'a' });
  await product('3', { ...approved, s3ImageHash: 'old' });
  await product('4', { ...approved, qcStatus: 'flagged' });
  expect(await select()).toEqual(['1', '3']);
});

test('what is gone is looked at again on later days, then left alone for good', async () => {
  await product('1', { isActive: false, missingSince: ago(2), hydrateAttemptAt: ago(2) });
  await product('2', { isActive: false, missingSince: ago(30), hydrateAttemptAt: ago(30) });
  await product('3', { isActive: false, missingSince: ago(30), hydrateAttemptAt: ago(6) });
  await product('4', { isActive: false, missingSince: ago(24 * 5), hydrateAttemptAt: ago(48) });
  expect(await select()).toEqual(['2']);
});
