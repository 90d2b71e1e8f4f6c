import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { applyDecision, holdProduct } from '@/lib/products/apply-decision';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { moveItems } from './move-items';
import { openListedRun } from './open-run';
import { readSync } from './read-sync';
import { readSyncItems } from './read-sync-items';
import { syncItemPageSchema, syncViewSchema } from './sync-view.schema';

const PHONE = '254712345678';
const NOTE = 'Internal: smells like the gang of last week';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

beforeEach(async () => {
  await db.user.create({ data: { id: 'amina', name: 'Amina', email: 'amina@soko.test' } });
});

async function judged(
  productId: string,
  decision: 'approved' | 'flagged' | 'rejected',
  imageHash: string | null = 'a1',
) {
  const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone: PHONE, imageHash });
  const by = { source: 'model' as const, reviewer: 'test', confidence: 0.5, category: null };
  await recordReview(db, { productId, contentHash, decision, problems: ['weapon'], note: 'The model’s own.', ...by });
  await applyReviewsInForce(db, [productId]);
}

async function decide(productId: string, decision: 'approved' | 'rejected'): Promise<void> {
  const { version } = await db.product.findUniqueOrThrow({ where: { productId } });
  const problems = decision === 'rejected' ? ['scam_suspected'] : [];
  await db.$transaction(async (tx) =>
    applyDecision(tx, await holdProduct(tx, productId, version), {
      ...{ moderator: 'amina', decision, problems, note: NOTE },
      action: decision === 'approved' ? 'approve' : 'reject',
    }),
  );
}

async function runOf(...productIds: string[]): Promise<string> {
  const products = productIds.map((productId) => ({ productId, sellerPhone: PHONE }));
  return (await openListedRun(db, { kind: 'links', sellerPhone: PHONE, products })).syncRunId;
}

async function itemsOf(syncRunId: string) {
  return syncItemPageSchema.parse(await readSyncItems(db, { syncRunId, limit: 50 })).items;
}

test('what a moderator decided since is told, not what the run said then', async () => {
  await judged('1', 'flagged');
  const run = await runOf('1');
  await moveItems(db, run, [{ productId: '1', outcome: 'flagged' }]);
  expect(await itemsOf(run)).toMatchObject([{ outcome: 'flagged', standing: 'waiting' }]);
  await decide('1', 'approved');
  await db.product.update({ where: { productId: '1' }, data: { isListed: true } });
  expect(await itemsOf(run)).toMatchObject([{ outcome: 'flagged', standing: 'live', live: true, reviewProblems: [] }]);
  await db.product.update({ where: { productId: '1' }, data: { isListed: false } });
  await decide('1', 'rejected');
  expect(await itemsOf(run)).toMatchObject([{ standing: 'rejected', reviewProblems: ['scam_suspected'] }]);
});

test('pasted again the next day, what waits and what is refused is still told so', async () => {
  await judged('1', 'flagged');
  await judged('2', 'rejected');
  await judged('3', 'approved');
  await db.product.update({ where: { productId: '3' }, data: { isListed: true } });
  const again = await runOf('1', '2', '3');
  await moveItems(
    db,
    again,
    ['1', '2', '3'].map((productId) => ({ productId, hydrated: true as const, outcome: 'unchanged' as const })),
  );
  const sync = syncViewSchema.parse(await readSync(db, again));
  expect(sync.counts).toMatchObject({ found: 3, unchanged: 3 });
  expect(sync.standings).toEqual({ waiting: 1, rejected: 1, live: 1 });
  expect((await itemsOf(again)).map(({ standing }) => standing)).toEqual(['rejected', 'waiting', 'live']);
  const waiting = await readSyncItems(db, { syncRunId: again, standing: 'waiting', limit: 50 });
  expect(waiting.items.map(({ productId }) => productId)).toEqual(['1']);
});

test('no note of a reviewer or moderator leaves, however it was kept', async () => {
  await judged('1', 'flagged');
  await decide('1', 'rejected');
  const run = await runOf('1');
  // As it was kept beside the item before.
  await moveItems(db, run, [{ productId: '1', outcome: 'rejected', problem: { code: 'weapon', message: NOTE } }]);
  const told = JSON.stringify([await readSync(db, run), await readSyncItems(db, { syncRunId: run, limit: 50 })]);
  expect(told).toContain('scam_suspected');
  expect(told).not.toContain(NOTE);
  expect(told).not.toContain('The model’s own');
});

test('each cause stands with whoever can do something about it', async () => {
  await judged('1', 'flagged', null);
  await db.product.createMany({ data: ['2', '3'].map((productId) => ({ productId, sellerPhone: PHONE })) });
  const run = await runOf('1', '2', '3');
  await moveItems(db, run, [
    { productId: '1', outcome: 'flagged' },
    { productId: '2', outcome: 'failed', problem: { code: 'image_truncated', message: 'x' } },
    { productId: '3', outcome: 'failed', problem: { code: 'http_503', message: 'x' } },
  ]);
  expect(await itemsOf(run)).toMatchObject([
    { productId: '1', standing: 'fix', problem: { code: 'no_picture' } },
    { productId: '2', standing: 'fix', problem: { code: 'image_truncated' } },
    { productId: '3', standing: 'failed', problem: { code: 'http_503' } },
  ]);
});

test('a product of another seller says nothing of theirs', async () => {
  await judged('1', 'approved');
  const products = [{ productId: '1', sellerPhone: '254722000111' }];
  const { syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone: '254722000111', products });
  expect(await itemsOf(syncRunId)).toMatchObject([
    { standing: 'fix', title: null, imageUrl: null, problem: { code: 'product_of_another_seller' } },
  ]);
});

test('nothing is told of a seller whose all is about to be erased', async () => {
  await judged('1', 'approved');
  const run = await runOf('1');
  await db.seller.update({ where: { phone: PHONE }, data: { eraseAt: new Date() } });
  expect(await readSync(db, run)).toBeNull();
  expect(await itemsOf(run)).toEqual([]);
});
