import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { isIngesting } from './picture-copies';

const sellerPhone = '254711000089';
const database = useTestDatabase();

beforeAll(async () => {
  await database.prisma.seller.create({ data: { phone: sellerPhone } });
});
test('pictures wait for products that move, not for one that waits for its next try', async () => {
  const db = database.prisma;
  expect(await isIngesting(db)).toBe(false);
  const { id: syncRunId } = await db.syncRun.create({ data: { sellerPhone, kind: 'catalogue' } });
  const item = { syncRunId_productId: { syncRunId, productId: '1' } };
  await db.product.create({ data: { productId: '1', sellerPhone } });
  await db.syncItem.create({ data: { syncRunId, productId: '1', sellerPhone, stage: 'review' } });
  expect(await isIngesting(db)).toBe(true);
  await db.syncItem.update({ where: item, data: { updatedAt: new Date(Date.now() - 60_000) } });
  expect(await isIngesting(db)).toBe(false);
  await db.syncItem.update({ where: item, data: { stage: 'done', outcome: 'approved', updatedAt: new Date() } });
  expect(await isIngesting(db)).toBe(false);
});
