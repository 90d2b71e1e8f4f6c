import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { openAppeal } from './appeals';
import type { ReviewDecisionRequest } from './decide-review';
import {
  decideNow,
  makeJudged,
  makeModerators,
  moderationForTests,
  SELLER_FOR_TESTS as sellerPhone,
} from './moderation-for-tests';
import { skipReview } from './skip-review';
import { undoDecision } from './undo-decision';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let parts: ReturnType<typeof moderationForTests>;

beforeEach(async () => {
  parts = moderationForTests(db);
  await makeModerators(db);
});

const product = () => db.product.findUniqueOrThrow({ where: { productId: '1' } });
const decide = (change: Partial<ReviewDecisionRequest> = {}) => decideNow(parts.deps, { productId: '1', ...change });
const undo = (decisionId: string, moderatorId = 'amina') => undoDecision(parts.deps, { decisionId, moderatorId });
const openRequests = () => db.fixRequest.findMany({ where: { answeredAt: null, withdrawnAt: null } });
const openEscalations = () => db.escalation.findMany({ where: { resolvedAt: null } });
const FIX = {
  decision: 'fix',
  problems: ['blurry_picture'],
  note: 'Nice bag otherwise',
  sellerNote: 'Please take the picture by daylight.',
} as const;

describe('a seller who is asked to fix a product', () => {
  test('gets a note of their own; the product is hidden, the moderators’ note stays theirs', async () => {
    const { contentHash } = await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    const { id } = await decide(FIX);
    expect(await openRequests()).toMatchObject([
      {
        ...{ productId: '1', contentHash, reviewId: id, problems: ['blurry_picture'], askedBy: 'amina' },
        sellerNote: 'Please take the picture by daylight.',
      },
    ]);
    expect(await product()).toMatchObject({ qcStatus: 'rejected', isListed: false });
    expect(await db.qualityReview.findUnique({ where: { id } })).toMatchObject({ note: 'Nice bag otherwise' });
    expect(await db.auditLog.findFirst()).toMatchObject({ action: 'review.fix_asked' });
  });

  test('has been answered once a person decides about what it was changed to', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    await decide(FIX);
    const { contentHash } = await makeEmbeddedProduct(db, { productId: '1', sellerPhone, imageHash: 'daylight' });
    expect(await openRequests()).toHaveLength(1);
    expect((await product()).contentHash).toBe(contentHash);
    await decide({ moderatorId: 'joe' });
    expect(await openRequests()).toHaveLength(0);
    expect((await product()).isListed).toBe(true);
  });

  test('is not asked any more when the decision is taken back, and again when its answer is', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id } = await decide(FIX);
    const later = await decide();
    expect(await openRequests()).toHaveLength(0);
    await undo(later.id);
    expect(await openRequests()).toHaveLength(1);
    await undo(id);
    expect(await openRequests()).toHaveLength(0);
    expect((await product()).qcStatus).toBe('flagged');
  });
});

describe('what is left to the admins', () => {
  const ESCALATED = { decision: 'escalated', note: 'Is this a replica?' } as const;

  test('keeps what held: a live product stays live, and its reviews say the same', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    const { version, ...answer } = await decide(ESCALATED);
    expect(answer).toMatchObject({ decision: 'approved', action: 'escalate' });
    expect(await product()).toMatchObject({ qcStatus: 'approved', isListed: true, version });
    expect(await openEscalations()).toMatchObject([{ note: 'Is this a replica?', byId: 'amina' }]);
  });

  test('is an admin’s to decide, and once', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    await decide(ESCALATED);
    await expect(decide({ moderatorId: 'joe' })).rejects.toMatchObject({
      ...{ code: 'escalated', status: 409 },
      message: expect.stringContaining('Amina has left this product to the admins'),
    });
    await expect(decide({ ...ESCALATED, moderatorId: 'joe' })).rejects.toMatchObject({ code: 'escalated' });
    const decided = await decide({ moderatorId: 'grace' });
    expect(await openEscalations()).toEqual([]);
    await expect(undo(decided.id, 'joe')).rejects.toMatchObject({ code: 'escalated' });
    await undo(decided.id, 'grace');
    expect(await openEscalations()).toHaveLength(1);
  });

  test('is taken back by whoever left it, not by another moderator', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id } = await decide(ESCALATED);
    await expect(undo(id, 'joe')).rejects.toMatchObject({ code: 'escalated' });
    await undo(id);
    expect(await openEscalations()).toEqual([]);
    expect((await decide({ moderatorId: 'joe' })).decision).toBe('approved');
  });
});

describe('a skipped product', () => {
  test('is skipped for one moderator, for a while; nothing of it changes', async () => {
    const before = await makeJudged(parts.deps, { productId: '1' });
    const { until } = await skipReview(db, { productId: '1', moderatorId: 'amina', back: false });
    expect(new Date(until ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(await db.reviewSkip.findMany()).toMatchObject([{ userId: 'amina', productId: '1' }]);
    expect(await product()).toEqual(before);
    await skipReview(db, { productId: '1', moderatorId: 'amina', back: true });
    expect(await db.reviewSkip.count()).toBe(0);
    await expect(skipReview(db, { productId: '9', moderatorId: 'amina', back: false })).rejects.toMatchObject({
      code: 'product_not_found',
    });
  });
});

describe('a corrected category', () => {
  test('is in the listing, above the seller’s own, and decides nothing; undone all is as it was', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    const correctedCategory = { category: 'shoes', over: 'bags' };
    await db.product.update({ where: { productId: '1' }, data: { correctedCategory } });
    const { id, decision } = await decide({ decision: 'category', category: 'jewellery_watches' });
    expect(decision).toBe('approved');
    expect(await product()).toMatchObject({ category: 'jewellery_watches', correctedCategory: null, isListed: true });
    expect(parts.vectors.entries.get('1')?.attributes.category).toBe('jewellery_watches');
    await undo(id);
    expect((await product()).correctedCategory).toEqual(correctedCategory);
    expect(await product()).toMatchObject({ category: 'bags', isListed: true });
  });

  test('comes with an approval, too', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    await decide({ category: 'shoes' });
    expect(await product()).toMatchObject({ category: 'shoes', qcStatus: 'approved' });
  });
});

test.each([
  ['approved', 'approved'],
  ['rejected', 'rejected'],
  ['fix', 'rejected'],
] as const)('an appealed product that a moderator decides as “%s”: the appeal is closed as %s', async (as, outcome) => {
  await makeJudged(parts.deps, { productId: '1', decision: 'rejected' });
  await db.$transaction((tx) => openAppeal(tx, { productId: '1', sellerPhone, note: 'It is a toy.' }));
  await decide({ ...FIX, decision: as });
  expect(await db.appeal.findFirst()).toMatchObject({ outcome, resolvedBy: 'amina' });
});
