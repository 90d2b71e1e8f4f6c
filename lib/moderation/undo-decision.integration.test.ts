import { randomUUID } from 'node:crypto';
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
import { reportProduct } from './product-reports';
import { undoDecision } from './undo-decision';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let parts: ReturnType<typeof moderationForTests>;

beforeEach(async () => {
  parts = moderationForTests(db);
  await makeModerators(db);
});

const product = (productId = '1') => db.product.findUniqueOrThrow({ where: { productId } });
const decide = (change: Partial<ReviewDecisionRequest> = {}) => decideNow(parts.deps, { productId: '1', ...change });
const undo = (decisionId: string, moderatorId = 'amina', key?: string) =>
  undoDecision(parts.deps, { decisionId, moderatorId, key });
const REJECTED = { decision: 'rejected', problems: ['scam_suspected'] } as const;

describe('any decision that is in force can be taken back', () => {
  test('not only the newest: the third-last, while the later ones stand', async () => {
    const decided = [];
    for (const productId of ['1', '2', '3']) {
      await makeJudged(parts.deps, { productId });
      decided.push(await decideNow(parts.deps, { productId, ...REJECTED }));
    }
    const undone = await undo(decided[0]?.id ?? '');
    expect(undone).toMatchObject({ productId: '1', decision: 'flagged', action: 'undo' });
    expect([await product('1'), await product('2'), await product('3')].map(({ qcStatus }) => qcStatus)).toEqual([
      'flagged',
      'rejected',
      'rejected',
    ]);
    expect((await product('1')).version).toBe(undone.version);
  });

  test('what was live is live again, in the index too; all of it is on record', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    const { id } = await decide(REJECTED);
    await undo(id, 'joe');
    expect(await product()).toMatchObject({ qcStatus: 'approved', isListed: true });
    expect(parts.vectors.entries.has('1')).toBe(true);
    expect(await db.qualityReview.findUnique({ where: { id } })).toMatchObject({
      ...{ decision: 'rejected', undoneBy: 'joe', undoneAt: expect.any(Date) },
    });
    expect(await db.auditLog.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      ...{ actorId: 'joe', action: 'review.undone', subject: 'product:1' },
      detail: { before: { status: 'rejected' }, after: { status: 'approved' }, decisionId: id, by: 'amina' },
    });
  });

  test('a person’s earlier decision holds again, before the model’s', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    await decide(REJECTED);
    const second = await decide({ moderatorId: 'joe' });
    expect((await product()).isListed).toBe(true);
    await undo(second.id, 'joe');
    expect(await product()).toMatchObject({ qcStatus: 'rejected', isListed: false });
  });

  test('what nobody else had judged waits for a person', async () => {
    await makeEmbeddedProduct(db, { productId: '1', sellerPhone });
    const { id } = await decide();
    await undo(id);
    expect(await product()).toMatchObject({ qcStatus: 'flagged', isListed: false });
  });

  test('sent again it is done once', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id } = await decide();
    const key = randomUUID();
    const answers = [await undo(id, 'amina', key), await undo(id, 'amina', key)];
    expect(answers[1]).toEqual(answers[0]);
    expect(await db.auditLog.count({ where: { action: 'review.undone' } })).toBe(1);
  });
});

describe('what a decision settled is open again', () => {
  test.each(['approved', 'rejected'] as const)(
    'reports, of “%s”: the product is live and reported',
    async (decision) => {
      await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
      await reportProduct(db, { productId: '1', reason: 'scam', note: null, clientHash: 'client' });
      const { id } = await decide({ ...REJECTED, decision });
      expect(await db.productReport.count({ where: { resolvedAt: null } })).toBe(0);
      await undo(id);
      expect(await db.productReport.count({ where: { resolvedAt: null } })).toBe(1);
      expect((await product()).isListed).toBe(true);
    },
  );

  test('but not what an earlier decision did', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    await reportProduct(db, { productId: '1', reason: 'scam', note: null, clientHash: 'client' });
    await decide();
    const later = await decide(REJECTED);
    await undo(later.id);
    expect(await db.productReport.count({ where: { resolvedAt: null } })).toBe(0);
    expect((await product()).isListed).toBe(true);
  });

  test('an appeal', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'rejected' });
    await db.$transaction((tx) => openAppeal(tx, { productId: '1', sellerPhone, note: 'It is a toy.' }));
    const { id } = await decide({ moderatorId: 'joe' });
    expect(await db.appeal.findFirst()).toMatchObject({ outcome: 'approved', resolvedBy: 'joe' });
    await undo(id);
    expect(await db.appeal.findFirst()).toMatchObject({ outcome: null, resolvedAt: null });
    expect((await product()).qcStatus).toBe('rejected');
  });
});

describe('is refused, and says why', () => {
  test('where another has decided since: their decision is named and stays', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id } = await decide(REJECTED);
    await decide({ moderatorId: 'joe' });
    await expect(undo(id)).rejects.toMatchObject({
      ...{ code: 'decision_superseded', status: 409 },
      message: expect.stringContaining('Joe has approved this product since.'),
    });
    expect((await product()).qcStatus).toBe('approved');
  });

  test('where it was taken back already, by whom', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id } = await decide();
    const both = await Promise.allSettled([undo(id), undo(id, 'joe')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(undo(id)).rejects.toMatchObject({
      code: 'decision_undone',
      message: expect.stringMatching(/^(Amina|Joe) has taken this decision back already/),
    });
  });

  test('where the seller has changed the product since', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id } = await decide(REJECTED);
    await makeJudged(parts.deps, { productId: '1' });
    await db.product.update({ where: { productId: '1' }, data: { contentHash: 'another' } });
    await expect(undo(id)).rejects.toMatchObject({ code: 'content_changed', status: 409 });
  });

  test('where there is no such decision', async () => {
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: 'decision_not_found', status: 404 });
  });

  test('and whoever decides about it meanwhile is told who took it back', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    const { id, version } = await decide();
    await undo(id, 'joe');
    await expect(decide({ version, ...REJECTED })).rejects.toMatchObject({
      code: 'review_conflict',
      message: 'Joe has taken a decision about this product back. Nothing was changed.',
    });
  });
});
