import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { recordReview } from '@/lib/products/reviews';
import { decideReview, type ModerationDeps, type ReviewDecisionRequest } from './decide-review';
import { hashClient, type NewReport, reportProduct } from './product-reports';
import type { QueueName } from './queue-query.schema';
import { readReviewQueue } from './review-queue';

const PHONE = '254712345678';
const db = useTestDatabase();
let deps: ModerationDeps;
/** As lib/products/listing.ts does, for the one thing that matters here. */
const relist = vi.fn(async (productIds: string[]) => {
  for (const productId of productIds) {
    const { qcStatus } = await db.prisma.product.findUniqueOrThrow({ where: { productId } });
    await db.prisma.product.update({ where: { productId }, data: { isListed: qcStatus === 'approved' } });
  }
});

beforeAll(async () => {
  deps = { db: db.prisma, relist, announceApproved: vi.fn(async () => {}), secondLookKey: new Uint8Array(32) };
  await db.prisma.user.create({ data: { id: 'amina', name: 'Amina', email: 'amina@soko.test', role: 'moderator' } });
});
beforeEach(async () => {
  await db.prisma.seller.deleteMany();
  await db.prisma.auditLog.deleteMany();
  await db.prisma.seller.create({ data: { phone: PHONE } });
});

async function live(productId: string) {
  const contentHash = `hash-${productId}`;
  await db.prisma.product.create({
    data: {
      ...{ productId, sellerPhone: PHONE, title: `Product ${productId}`, contentHash, qcContentHash: contentHash },
      ...{ qcStatus: 'approved', isListed: true },
    },
  });
  const review = { source: 'model' as const, reviewer: 'gemini', decision: 'approved' as const, confidence: 0.9 };
  await recordReview(db.prisma, { productId, contentHash, ...review, problems: [], category: null, note: null });
}

const report = (change: Partial<NewReport> = {}) =>
  reportProduct(db.prisma, { productId: '1', reason: 'scam', note: null, clientHash: 'client-1', ...change });
const decide = async (change: Partial<ReviewDecisionRequest>) => {
  const { version } = await db.prisma.product.findUniqueOrThrow({ where: { productId: '1' } });
  const request = { productId: '1', version, problems: [], note: null, moderatorId: 'amina' };
  return decideReview(deps, { ...request, decision: 'approved', ...change });
};
const queue = (name: QueueName = 'reported') =>
  readReviewQueue(db.prisma, { query: { queue: name }, viewer: { id: 'amina', role: 'moderator' }, limit: 10 });
const isLive = async () => (await db.prisma.product.findUniqueOrThrow({ where: { productId: '1' } })).isListed;

describe('a report', () => {
  test('puts a live product into the queue once, however many report it, and hides nothing', async () => {
    await live('1');
    await live('2');
    await report({ note: 'He asked for money\0 first.' });
    await report({ clientHash: 'client-2', reason: 'counterfeit' });
    const { items, total } = await queue();
    expect(total).toBe(1);
    expect(items).toMatchObject([{ productId: '1', isLive: true, review: { decision: 'approved' } }]);
    expect(items[0]?.reports.map(({ reason, note }) => [reason, note])).toEqual([
      ['counterfeit', null],
      ['scam', 'He asked for money first.'],
    ]);
    expect(await isLive()).toBe(true);
  });

  test('of one client about one content counts once, also after a decision; about other content again', async () => {
    await live('1');
    await Promise.all([report(), report(), report({ reason: 'other' })]);
    expect(await db.prisma.productReport.count()).toBe(1);
    await decide({ decision: 'approved' });
    await report();
    expect((await queue()).total).toBe(0);
    await db.prisma.product.update({ where: { productId: '1' }, data: { contentHash: 'another', version: 9 } });
    await report();
    expect((await queue()).total).toBe(1);
  });

  test('of a scam or of what may not be sold comes first, then what waits longest', async () => {
    for (const productId of ['1', '2', '3', '4']) await live(productId);
    const reasons = { '1': 'misleading', '2': 'prohibited', '3': 'other', '4': 'scam' } as const;
    for (const [productId, reason] of Object.entries(reasons)) {
      await report({ productId, reason });
      const createdAt = new Date(Date.now() - Number(productId) * 60_000);
      await db.prisma.productReport.updateMany({ where: { productId }, data: { createdAt } });
    }
    const { items, total, counts } = await queue();
    expect([total, counts.reported, counts.flagged]).toEqual([4, 4, 0]);
    expect(items.map(({ productId }) => productId)).toEqual(['4', '2', '3', '1']);
  });

  test.each([
    ['unknown', '9'],
    ['hidden', '1'],
  ])('of a product that is %s is refused', async (_, productId) => {
    await live('1');
    await db.prisma.product.update({ where: { productId: '1' }, data: { isListed: false } });
    await expect(report({ productId })).rejects.toMatchObject({ code: 'product_not_found', status: 404 });
  });

  test('names no client: an address has a hash that only our key makes', () => {
    const client = { address: '41.90.64.7' };
    const hash = hashClient(client, Buffer.from('key'));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashClient({ address: '41.90.64.8' }, Buffer.from('key'))).not.toBe(hash);
    expect(hashClient(client, Buffer.from('another key'))).not.toBe(hash);
  });
});

describe('a moderator', () => {
  test('closes the reports by approving: it stays live, on record, and out of the queue', async () => {
    await live('1');
    await report();
    await report({ clientHash: 'client-2' });
    await decide({ decision: 'approved' });
    expect([(await queue()).total, await isLive()]).toEqual([0, true]);
    expect(await db.prisma.productReport.findMany()).toMatchObject([{ resolvedBy: 'amina' }, { resolvedBy: 'amina' }]);
    expect(await db.prisma.auditLog.findFirst()).toMatchObject({
      action: 'review.approved',
      detail: { before: { status: 'approved' }, reports: 2 },
    });
  });

  test('hides the product by rejecting it, and closes them too', async () => {
    await live('1');
    await report();
    await decide({ decision: 'rejected', problems: ['scam_suspected'] });
    expect([(await queue()).total, await isLive()]).toEqual([0, false]);
    expect(await db.prisma.productReport.count({ where: { resolvedAt: null } })).toBe(0);
  });

  test('meets a conflict when somebody has confirmed the same product meanwhile', async () => {
    await live('1');
    await report();
    const { version } = await db.prisma.product.findUniqueOrThrow({ where: { productId: '1' } });
    await decide({ decision: 'approved' });
    await expect(decide({ version, decision: 'rejected', note: 'no' })).rejects.toMatchObject({
      code: 'review_conflict',
      message: expect.stringContaining('Amina has already approved'),
    });
  });
});
