import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { readSync } from '@/lib/syncs/read-sync';
import { takeStuckItems } from '@/lib/syncs/stuck-work';
import { fresh, midPipeline, needsReview, stuck } from './scenarios';

const { prisma: db } = useTestDatabase();

test('fresh: pasted, not begun', async () => {
  expect(await readSync(db, (await fresh(db)).syncRunId)).toMatchObject({ state: 'queued', counts: { found: 0 } });
});

test('mid-pipeline: running, something at every stage, nothing stuck', async () => {
  const { syncRunId } = await midPipeline(db);
  expect(await readSync(db, syncRunId)).toMatchObject({
    state: 'running',
    counts: { found: 12, hydrated: 8, embedded: 4 },
  });
  expect(await takeStuckItems(db, { idleMs: 600_000, limit: 100 })).toEqual([]);
});

test('stuck: the sweep takes all of it', async () => {
  const { syncRunId } = await stuck(db);
  const taken = await takeStuckItems(db, { idleMs: 600_000, limit: 100 });
  expect(taken).toHaveLength(12);
  expect(new Set(taken.map((item) => item.syncRunId))).toEqual(new Set([syncRunId]));
});

test('needs-review: finished, every product waits for a person', async () => {
  const { syncRunId, sellerPhone } = await needsReview(db, { imageUrlOf: (id) => `http://127.0.0.1/${id}.jpg` });
  expect(await readSync(db, syncRunId)).toMatchObject({ state: 'finished', counts: { found: 12, flagged: 12 } });
  expect(await db.product.count({ where: { sellerPhone, qcStatus: 'flagged', isListed: false } })).toBe(12);
});
