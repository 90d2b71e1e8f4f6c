import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import type { Again } from '../product-stage/attempts';
import { attemptBatch } from '../product-stage/product-stage';
import { hydrateProduct } from './hydrate-product';

const sellerPhone = '254711000091';
const { prisma: db } = useTestDatabase();
let syncRunId: string;

beforeEach(async () => {
  await db.seller.deleteMany();
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone });
  const run = await db.syncRun.create({ data: { sellerPhone, kind: 'replay', state: 'running', outcome: 'found' } });
  syncRunId = run.id;
  await db.syncItem.create({ data: { syncRunId, productId: '1', sellerPhone } });
});

async function answered(answer: Again, attempts: number) {
  const parts = {
    db,
    report: { product: () => {}, timed: <T>(_: string, work: () => Promise<T>) => work() },
    source: { readPage: async () => answer, readPicture: () => Promise.reject(new Error('no page, no picture')) },
    shelf: new PictureShelf(),
  };
  const stage = hydrateProduct({
    ...parts,
    pipelineModel: async () => ({ space: 'test-space' }),
    recomputeListing: async () => {},
  });
  return attemptBatch(parts, stage, [{ item: { syncRunId, productId: '1', sellerPhone }, attempts }], {
    round: attempts,
    runId: 'one',
  });
}

test('each 429 is logged with the wait that follows, the last one with none', async () => {
  const limited: Again = { kind: 'retry', code: 'http_429', message: 'Too many.' };
  expect((await answered(limited, 1)).retries).toMatchObject([{ attempts: 2, afterMs: 2_000 }]);
  expect((await answered(limited, 6)).retries).toEqual([]);
  const logs = await db.catalogSyncLog.findMany({ where: { syncRunId }, orderBy: { id: 'asc' } });
  expect(logs.map(({ eventType, detail, code }) => [eventType, detail, code])).toEqual([
    ['hydrate_429', { afterMs: 2_000 }, null],
    ['hydrate_429', { afterMs: null }, null],
    ['hydrate_failed', null, 'http_429'],
  ]);
});
