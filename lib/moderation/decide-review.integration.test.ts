import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { decideReview, type ModerationDeps } from './decide-review';
import { readDecisions } from './decision-history';
import { readReviewQueue } from './review-queue';

const PHONE = '254712345678';
const db = useTestDatabase();
let deps: ModerationDeps;
const relist = vi.fn(async () => {});
const announceApproved = vi.fn(async () => {});

beforeAll(async () => {
  deps = { db: db.prisma, relist, announceApproved, secondLookKey: new Uint8Array(32) };
  await db.prisma.user.createMany({
    data: [
      { id: 'amina', name: 'Amina', email: 'amina@soko.test', role: 'moderator' },
      { id: 'joe', name: 'Joe', email: 'joe@soko.test', role: 'admin' },
    ],
  });
});
beforeEach(async () => {
  vi.clearAllMocks();
  await db.prisma.seller.deleteMany();
  await db.prisma.auditLog.deleteMany();
  await db.prisma.seller.create({ data: { phone: PHONE, name: 'Mama Njeri' } });
});

async function flagged(productId: string, waitsSince = new Date()) {
  const contentHash = `hash-${productId}`;
  const product = await db.prisma.product.create({
    data: {
      productId,
      sellerPhone: PHONE,
      title: `Product ${productId}`,
      contentHash,
      qcContentHash: contentHash,
      qcStatus: 'flagged',
      qcSince: waitsSince,
    },
  });
  await db.prisma.qualityReview.create({
    data: {
      productId,
      contentHash,
      source: 'model',
      reviewer: 'gemini',
      decision: 'flagged',
      confidence: 0.5,
      problems: ['other'],
      createdAt: waitsSince,
    },
  });
  return product;
}

const flaggedOnes = (limit: number) => ({
  query: { queue: 'flagged' as const },
  viewer: { id: 'amina', role: 'moderator' as const },
  limit,
});

const decision = { problems: [] as string[], note: null, moderatorId: 'amina' };

describe('decideReview', () => {
  test('approves: status, review, audit entry, listing, and on to persistence', async () => {
    const { productId, version } = await flagged('1');
    const decided = await decideReview(deps, { ...decision, productId, version, decision: 'approved' });
    expect(decided).toMatchObject({ productId, decision: 'approved' });
    expect(await db.prisma.product.findUniqueOrThrow({ where: { productId } })).toMatchObject({
      qcStatus: 'approved',
      version: decided.version,
    });
    expect(await db.prisma.qualityReview.findFirst({ where: { source: 'moderator' } })).toMatchObject({
      reviewer: 'amina',
      decision: 'approved',
      contentHash: 'hash-1',
    });
    expect(await db.prisma.auditLog.findFirst()).toMatchObject({
      actorId: 'amina',
      action: 'review.approved',
      subject: 'product:1',
    });
    expect(relist).toHaveBeenCalledWith('1');
    expect(announceApproved).toHaveBeenCalledWith(expect.objectContaining({ productId: '1', sellerPhone: PHONE }));
  });

  test('rejects with its reasons, and never sends it on', async () => {
    const { productId, version } = await flagged('1');
    await decideReview(deps, {
      ...decision,
      productId,
      version,
      decision: 'rejected',
      problems: ['weapon', 'not-a-code'],
      note: ' no ',
    });
    expect(await db.prisma.qualityReview.findFirst({ where: { source: 'moderator' } })).toMatchObject({
      problems: ['weapon'],
      note: 'no',
    });
    expect(relist).toHaveBeenCalledWith('1');
    expect(announceApproved).not.toHaveBeenCalled();
  });

  test.each([
    { problems: [], note: null },
    { problems: ['nonsense'], note: '   ' },
  ])('wants a reason for a rejection: %j', async (empty) => {
    const { productId, version } = await flagged('1');
    const refused = decideReview(deps, { ...decision, ...empty, productId, version, decision: 'rejected' });
    await expect(refused).rejects.toMatchObject({ code: 'reason_missing', status: 422 });
    expect(await db.prisma.product.findUniqueOrThrow({ where: { productId } })).toMatchObject({ qcStatus: 'flagged' });
  });

  test('tells the second moderator who was faster, and changes nothing', async () => {
    const { productId, version } = await flagged('1');
    await decideReview(deps, { ...decision, productId, version, decision: 'approved' });
    const second = decideReview(deps, {
      ...decision,
      productId,
      version,
      decision: 'rejected',
      note: 'no',
      moderatorId: 'joe',
    });
    await expect(second).rejects.toMatchObject({
      code: 'review_conflict',
      status: 409,
      message: expect.stringContaining('Amina has already approved'),
    });
    expect(await db.prisma.product.findUniqueOrThrow({ where: { productId } })).toMatchObject({ qcStatus: 'approved' });
    expect(await db.prisma.auditLog.count()).toBe(1);
  });

  test('lets exactly one of two win who decide in the same moment', async () => {
    const { productId, version } = await flagged('1');
    const both = await Promise.allSettled([
      decideReview(deps, { ...decision, productId, version, decision: 'approved' }),
      decideReview(deps, { ...decision, productId, version, decision: 'rejected', note: 'no', moderatorId: 'joe' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.prisma.qualityReview.count({ where: { source: 'moderator' } })).toBe(1);
  });

  test('says that the product changed when the seller changed it', async () => {
    const { productId, version } = await flagged('1');
    await db.prisma.product.update({ where: { productId }, data: { version: { increment: 1 } } });
    const late = decideReview(deps, { ...decision, productId, version, decision: 'approved' });
    await expect(late).rejects.toMatchObject({
      code: 'review_conflict',
      message: expect.stringContaining('The seller changed this product'),
    });
  });

  test('can be undone: back in the queue, hidden again, all of it on record', async () => {
    const { productId, version } = await flagged('1');
    const approved = await decideReview(deps, { ...decision, productId, version, decision: 'approved' });
    await decideReview(deps, {
      ...decision,
      productId,
      version: approved.version,
      decision: 'flagged',
      note: 'Undone',
    });
    expect((await readReviewQueue(db.prisma, flaggedOnes(10))).items.map((item) => item.productId)).toEqual(['1']);
    expect(relist).toHaveBeenCalledTimes(2);
    const { decisions } = await readDecisions(db.prisma, 0, 10);
    expect(decisions.map(({ decision, moderator }) => [decision, moderator])).toEqual([
      ['flagged', 'Amina'],
      ['approved', 'Amina'],
    ]);
  });

  test('knows when the product is gone', async () => {
    await expect(
      decideReview(deps, { ...decision, productId: '9', version: 0, decision: 'approved' }),
    ).rejects.toMatchObject({ code: 'product_not_found', status: 404 });
  });
});

describe('readReviewQueue', () => {
  test('gives those that wait longest first, with the reason, and only what is flagged', async () => {
    await flagged('2', new Date('2026-01-02T00:00:00Z'));
    await flagged('1', new Date('2026-01-03T00:00:00Z'));
    await flagged('3', new Date('2026-01-01T00:00:00Z'));
    await db.prisma.product.update({ where: { productId: '3' }, data: { qcStatus: 'approved' } });
    const { items, total } = await readReviewQueue(db.prisma, flaggedOnes(1));
    expect(total).toBe(2);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      productId: '2',
      businessName: 'Mama Njeri',
      review: { confidence: 0.5, problems: ['other'] },
    });
  });
});
