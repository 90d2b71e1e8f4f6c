import { expect } from 'vitest';
import type { SyncOutcome } from '@/lib/platform/prisma-client/enums';
import { readSync } from '@/lib/syncs/read-sync';
import type { Pipeline } from './start-pipeline';

const OUTCOMES: SyncOutcome[] = ['approved', 'flagged', 'rejected', 'unchanged', 'inactive', 'failed'];

/** What must hold of every run that has finished, whatever happened on its way; read from the database. */
export async function expectConsistent(
  { db, vectors }: Pick<Pipeline, 'db' | 'vectors'>,
  syncRunId: string,
): Promise<void> {
  const sync = await readSync(db, syncRunId);
  if (!sync) throw new Error('the sync is not there');
  const items = await db.syncItem.findMany({ where: { syncRunId } });
  expect(sync.state).toBe('finished');
  const counted = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, items.filter((item) => item.outcome === outcome).length]),
  );
  expect(sync.counts).toEqual({
    ...counted,
    found: items.length,
    hydrated: items.filter((item) => item.hydrated).length,
    embedded: items.filter((item) => item.embedded).length,
    persisted: items.filter((item) => item.persisted).length,
  });
  expect(items.filter((item) => item.outcome === null || item.stage !== 'done')).toEqual([]);

  const ids = items.map((item) => item.productId);
  const products = await db.product.findMany({ where: { productId: { in: ids } }, include: { embeddings: true } });
  const byId = new Map(products.map((product) => [product.productId, product]));
  for (const item of items.filter((item) => item.embedded)) {
    const product = byId.get(item.productId);
    // One in a space by its primary key; it must be of the content that the product's row says.
    expect(product?.embeddings.map(({ contentHash }) => contentHash)).toEqual([product?.contentHash]);
  }
  for (const item of items.filter((item) => item.persisted)) {
    const product = byId.get(item.productId);
    expect(product?.s3ImageUrl).toMatch(/\/products\//);
    expect(product?.s3ImageHash).toBe(product?.imageHash);
  }
  const indexed = await vectors.get(ids);
  const listed = products.filter((product) => product.isListed).map((product) => product.productId);
  expect([...indexed.keys()].sort()).toEqual(listed.sort());
  const reviews = await db.qualityReview.groupBy({
    by: ['productId', 'contentHash'],
    where: { productId: { in: ids }, source: 'model' },
    _count: true,
  });
  expect(reviews.filter((review) => review._count > 1)).toEqual([]);
}
