import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { decideReview } from './decide-review';
import { makeModerators, moderationForTests } from './moderation-for-tests';
import { makeFlagged } from './products-waiting-for-tests';
import type { Viewer } from './queue-source';
import { readLeases, takeFirstLease } from './review-leases';
import { readReviewQueue } from './review-queue';
import { takeNext } from './take-next';
import { watchQueue } from './watch-queue';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const query = { queue: 'flagged' as const };
const amina: Viewer = { id: 'amina', role: 'moderator' };
const joe: Viewer = { id: 'joe', role: 'moderator' };
const seen = (...ids: string[]) => ids.map((productId) => ({ productId, version: 0 }));
const take = (viewer: Viewer, ids: string[], release: string[] = []) =>
  takeNext(db, { userId: viewer.id, products: seen(...ids), release });
const { deps } = moderationForTests(db);

beforeEach(() => makeModerators(db));

describe('a lease', () => {
  test('is one’s own: another is handed the next one and told who has the first', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2' }]);
    expect(await take(amina, ['1', '2'])).toEqual({ taken: '1', held: [] });
    expect(await take(joe, ['1', '2'])).toEqual({ taken: '2', held: [{ productId: '1', name: 'Amina' }] });
    expect(await take(joe, ['1'])).toMatchObject({ taken: null });
    expect(await take(amina, ['1'])).toMatchObject({ taken: '1' });
    const { items } = await readReviewQueue(db, { query, viewer: joe, limit: 5 });
    expect(items.map(({ productId, lease }) => [productId, lease])).toEqual(
      expect.arrayContaining([
        ['1', { name: 'Amina', isMine: false }],
        ['2', { name: 'Joe', isMine: true }],
      ]),
    );
  });

  test('ends when it is given up, when time is up, and with the product', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2' }, { productId: '3' }]);
    await take(amina, ['1']);
    await take(amina, ['2'], ['1']);
    expect(await take(joe, ['1'])).toMatchObject({ taken: '1' });
    await db.reviewLease.updateMany({ where: { productId: '2' }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await readLeases(db, ['2'])).size).toBe(0);
    expect(await take(joe, ['2'], ['1'])).toMatchObject({ taken: '2' });
    await db.product.delete({ where: { productId: '2' } });
    expect(await db.reviewLease.count()).toBe(0);
  });

  test('is not given up for anybody else', async () => {
    await makeFlagged(db, [{ productId: '1' }]);
    await take(amina, ['1']);
    await take(joe, [], ['1']);
    expect((await readLeases(db, ['1'])).get('1')).toEqual({ userId: 'amina', name: 'Amina' });
  });

  test('is of what was seen: what has changed since is passed over', async () => {
    await makeFlagged(db, [{ productId: '1', version: 3 }, { productId: '2' }]);
    expect(await take(amina, ['1', '2'])).toMatchObject({ taken: '2' });
    expect(await takeFirstLease(db, { userId: 'joe', products: seen('9') })).toBeNull();
  });
});

describe('the list of a second screen', () => {
  const watch = (viewer: Viewer, ids: string[], open: string | null) =>
    watchQueue(db, { query, viewer, seen: seen(...ids), open: open === null ? null : { productId: open, version: 0 } });

  test('loses what another decides, says who, and keeps what is looked at', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2' }, { productId: '3' }]);
    const decision = { version: 0, problems: [], note: null, moderatorId: 'amina' };
    await decideReview(deps, { ...decision, productId: '1', decision: 'approved' });
    await take(amina, ['2']);
    const news = await watch(joe, ['1', '2', '3'], '3');
    expect(news).toMatchObject({
      left: [{ productId: '1', by: 'Amina', decision: 'approved' }],
      held: [{ productId: '2', name: 'Amina' }],
      ...{ changed: [], total: 2, counts: { flagged: 2 } },
    });
    expect((await readLeases(db, ['3'])).get('3')).toMatchObject({ userId: 'joe' });
  });

  test('has what changed as it is now, and loses what the seller took away', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2' }]);
    await db.product.update({ where: { productId: '1' }, data: { title: 'Anew', version: 4 } });
    await db.product.update({ where: { productId: '2' }, data: { isActive: false } });
    const news = await watch(joe, ['1', '2'], null);
    expect(news.changed).toMatchObject([{ productId: '1', title: 'Anew', version: 4 }]);
    expect(news.left).toEqual([{ productId: '2', by: null, decision: null }]);
  });
});

test('two moderators at once decide 200 products, each exactly once, without a single conflict', async () => {
  await makeFlagged(
    db,
    Array.from({ length: 200 }, (_, at) => ({ productId: String(1_000 + at) })),
  );
  const work = async (viewer: Viewer): Promise<string[]> => {
    const decided: string[] = [];
    for (;;) {
      const { items } = await readReviewQueue(db, { query, viewer, limit: 10 });
      if (items.length === 0) return decided;
      const last = decided.at(-1);
      const products = items.map(({ productId, version }) => ({ productId, version }));
      const { taken } = await takeNext(db, { userId: viewer.id, products, release: last ? [last] : [] });
      const item = items.find(({ productId }) => productId === taken);
      if (item === undefined) continue;
      const { productId, version } = item;
      const verdict = { decision: 'approved' as const, problems: [], note: null };
      await decideReview(deps, { productId, version, ...verdict, moderatorId: viewer.id });
      decided.push(productId);
    }
  };
  const [first, second] = await Promise.all([work(amina), work(joe)]);
  expect([...first, ...second].sort()).toEqual(Array.from({ length: 200 }, (_, at) => String(1_000 + at)));
  expect(Math.min(first.length, second.length)).toBeGreaterThan(0);
  expect(await db.qualityReview.count({ where: { source: 'moderator' } })).toBe(200);
  expect(await db.auditLog.count({ where: { action: 'review.approved' } })).toBe(200);
}, 120_000);
