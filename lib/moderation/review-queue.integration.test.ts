import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { makeModerators } from './moderation-for-tests';
import { makeFlagged } from './products-waiting-for-tests';
import type { QueueQuery, QueueSort } from './queue-query.schema';
import type { Viewer } from './queue-source';
import { readReviewQueue } from './review-queue';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const amina: Viewer = { id: 'amina', role: 'moderator' };
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const read = (query: Partial<QueueQuery> = {}, viewer = amina, limit = 50) =>
  readReviewQueue(db, { query: { queue: 'flagged', ...query }, viewer, limit });
const idsOf = async (query: Partial<QueueQuery> = {}, viewer = amina) =>
  (await read(query, viewer)).items.map(({ productId }) => productId);

beforeEach(() => makeModerators(db));

describe('the flagged queue', () => {
  test('has no end but its own: 132 come page by page, each once, in every order', async () => {
    const categories = ['bags', 'shoes', null];
    const products = Array.from({ length: 132 }, (_, at) => ({
      productId: String(1_000 + at),
      // Many of the same age, sureness and reason: only the id tells them apart.
      qcSince: hoursAgo(at % 7),
      qcConfidence: at % 5 === 0 ? null : (at % 4) / 10,
      qcProblems: at % 3 === 0 ? [] : [at % 2 === 0 ? 'weapon' : 'other'],
      category: categories[at % 3] ?? null,
      sellerPhone: at % 2 === 0 ? '254700000001' : '254700000002',
    }));
    await makeFlagged(db, products);
    const sorts: QueueSort[] = ['oldest', 'newest', 'unsure', 'sure', 'reason', 'category', 'seller', 'urgent'];
    for (const sort of sorts) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await readReviewQueue(db, { query: { queue: 'flagged', sort }, viewer: amina, limit: 50, cursor });
        expect(page.total).toBe(132);
        seen.push(...page.items.map(({ productId }) => productId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toHaveLength(132);
      expect(new Set(seen).size).toBe(132);
    }
  });

  test('is sorted by what is asked for', async () => {
    await makeFlagged(db, [
      { productId: '1', qcSince: hoursAgo(1), qcConfidence: 0.9, qcProblems: ['weapon'], category: 'bags' },
      { productId: '2', qcSince: hoursAgo(3), qcConfidence: null, qcProblems: ['other'], category: 'shoes' },
      { productId: '3', qcSince: hoursAgo(2), qcConfidence: 0.4, qcProblems: [], category: 'baby' },
    ]);
    expect(await idsOf()).toEqual(['2', '3', '1']);
    expect(await idsOf({ sort: 'newest' })).toEqual(['1', '3', '2']);
    expect(await idsOf({ sort: 'unsure' })).toEqual(['2', '3', '1']);
    expect(await idsOf({ sort: 'sure' })).toEqual(['1', '3', '2']);
    expect(await idsOf({ sort: 'reason' })).toEqual(['3', '2', '1']);
    expect(await idsOf({ sort: 'category' })).toEqual(['3', '1', '2']);
  });

  test('is narrowed by reason, category, seller, sureness and age', async () => {
    await makeFlagged(db, [
      { productId: '1', qcSince: hoursAgo(1), qcConfidence: 0.9, qcProblems: ['weapon', 'other'], category: 'bags' },
      { productId: '2', qcSince: hoursAgo(30), qcConfidence: null, category: 'shoes', sellerPhone: '254700000002' },
    ]);
    const seller = await db.seller.findUniqueOrThrow({ where: { phone: '254700000002' } });
    expect(await idsOf({ reason: 'weapon' })).toEqual(['1']);
    expect(await idsOf({ reason: 'other' })).toEqual(['2', '1']);
    expect(await idsOf({ category: 'shoes' })).toEqual(['2']);
    expect(await idsOf({ seller: seller.id })).toEqual(['2']);
    expect(await idsOf({ below: 50 })).toEqual(['2']);
    expect(await idsOf({ waited: 24 })).toEqual(['2']);
    expect((await read({ category: 'shoes', waited: 24 })).total).toBe(1);
    expect((await read({ category: 'baby' })).counts).toMatchObject({ flagged: 2 });
  });

  test.each(['nonsense', 'W10', Buffer.from('["newest","",1,"1"]').toString('base64url')])(
    'refuses a cursor that is none of its own: %s',
    async (cursor) => {
      const request = { query: { queue: 'flagged' as const }, viewer: amina, limit: 5, cursor };
      await expect(readReviewQueue(db, request)).rejects.toMatchObject({ code: 'invalid_cursor' });
    },
  );

  test('shows nothing of a seller who is being erased, nor what one skipped, until that ends', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2', sellerPhone: '254700000002' }]);
    await db.seller.update({ where: { phone: '254700000002' }, data: { eraseAt: new Date() } });
    expect(await idsOf()).toEqual(['1']);
    const until = new Date(Date.now() + 60_000);
    await db.reviewSkip.create({ data: { userId: 'amina', productId: '1', until } });
    expect(await idsOf()).toEqual([]);
    expect(await idsOf({}, { id: 'joe', role: 'moderator' })).toEqual(['1']);
    await db.reviewSkip.update({
      where: { userId_productId: { userId: 'amina', productId: '1' } },
      data: { until: hoursAgo(1) },
    });
    expect(await idsOf()).toEqual(['1']);
  });
});

describe('each queue', () => {
  test('has what was approved before and is flagged since in one of its own', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2' }]);
    const review = { source: 'model' as const, reviewer: 'gemini', confidence: 0.7, category: null, note: null };
    await recordReview(db, { ...review, productId: '1', contentHash: 'before', decision: 'approved', problems: [] });
    await db.product.update({ where: { productId: '1' }, data: { contentHash: 'after', qcStatus: 'pending' } });
    const flagged = { ...review, decision: 'flagged' as const, problems: ['misleading_text'] };
    await recordReview(db, { ...flagged, productId: '1', contentHash: 'after' });
    await applyReviewsInForce(db, ['1']);
    expect([await idsOf(), await idsOf({ queue: 'changed' })]).toEqual([['2'], ['1']]);
    const [item] = (await read({ queue: 'changed' })).items;
    expect(item).toMatchObject({ problems: ['misleading_text'], confidence: 0.7, reviews: 3 });
  });

  test('has appeals of what is rejected as it is, with the seller’s words', async () => {
    const rejected = { qcStatus: 'rejected' as const };
    await makeFlagged(db, [
      { productId: '1', ...rejected },
      { productId: '2', ...rejected },
      { productId: '3', ...rejected },
    ]);
    const appeal = (productId: string, contentHash = `hash-${productId}`) => ({
      ...{ productId, contentHash, note: `It is mine ${productId}` },
      createdAt: hoursAgo(Number(productId)),
    });
    await db.appeal.createMany({ data: [appeal('1'), appeal('2'), appeal('3', 'other words')] });
    const { items, total } = await read({ queue: 'appealed' });
    expect([total, items.map(({ productId, appeal: said }) => [productId, said?.note])]).toEqual([
      2,
      [
        ['2', 'It is mine 2'],
        ['1', 'It is mine 1'],
      ],
    ]);
  });

  test('has what is escalated for admins alone, and in no other queue', async () => {
    await makeFlagged(db, [{ productId: '1' }]);
    const escalation = { productId: '1', contentHash: 'hash-1', reviewId: crypto.randomUUID(), note: 'Is it ivory?' };
    await db.escalation.create({ data: { ...escalation, byId: 'amina' } });
    const admin: Viewer = { id: 'grace', role: 'admin' };
    expect([await idsOf(), await idsOf({ queue: 'escalated' })]).toEqual([[], []]);
    expect([await idsOf({}, admin), await idsOf({ queue: 'escalated' }, admin)]).toEqual([[], ['1']]);
    expect((await read()).counts).not.toHaveProperty('escalated');
    expect((await read({}, admin)).counts).toMatchObject({ escalated: 1, flagged: 0 });
  });

  test('has what a seller was asked to fix and did, live again or not', async () => {
    await makeFlagged(db, [{ productId: '1' }, { productId: '2', qcStatus: 'approved' }, { productId: '3' }]);
    const fix = (productId: string, contentHash: string) => ({
      ...{ productId, contentHash, reviewId: crypto.randomUUID(), sellerNote: 'Show the bag itself', askedBy: 'amina' },
    });
    await db.fixRequest.createMany({ data: [fix('1', 'before'), fix('2', 'before')] });
    expect((await idsOf({ queue: 'fixed' })).sort()).toEqual(['1', '2']);
    expect(await idsOf()).toEqual(['3']);
  });
});
