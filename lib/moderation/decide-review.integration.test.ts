import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { decideReview, type ReviewDecisionRequest } from './decide-review';
import { decideNow, makeJudged, makeModerators, moderationForTests } from './moderation-for-tests';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let parts: ReturnType<typeof moderationForTests>;

beforeEach(async () => {
  parts = moderationForTests(db);
  await makeModerators(db);
});

const product = () => db.product.findUniqueOrThrow({ where: { productId: '1' } });
const decide = (change: Partial<ReviewDecisionRequest> = {}) => decideNow(parts.deps, { productId: '1', ...change });
const byPeople = () => db.qualityReview.findMany({ where: { source: 'moderator' } });

describe('a decision', () => {
  test('approves: status, review, audit line, listing, and on to persistence', async () => {
    const { contentHash, version, sellerPhone } = await makeJudged(parts.deps, { productId: '1' });
    const decided = await decide();
    expect(decided).toMatchObject({ productId: '1', decision: 'approved', action: 'approve' });
    expect(await product()).toMatchObject({ qcStatus: 'approved', version: decided.version, isListed: true });
    expect(decided.version).toBeGreaterThan(version);
    expect(await byPeople()).toMatchObject([
      {
        ...{ id: decided.id, reviewer: 'amina', decision: 'approved', action: 'approve', contentHash },
        before: { status: 'flagged', isListed: false, category: 'bags' },
      },
    ]);
    expect(await db.auditLog.findMany()).toMatchObject([
      {
        ...{ actorId: 'amina', action: 'review.approved', subject: 'product:1' },
        detail: { before: { status: 'flagged', isListed: false }, after: { status: 'approved' } },
      },
    ]);
    expect(parts.announceApproved).toHaveBeenCalledWith([{ productId: '1', sellerPhone }]);
  });

  test('rejects with its reasons, hides what was live, and never sends it on', async () => {
    await makeJudged(parts.deps, { productId: '1', decision: 'approved' });
    expect(parts.vectors.entries.has('1')).toBe(true);
    await decide({ decision: 'rejected', problems: ['weapon', 'not-a-code'], note: ' no ' });
    expect(await byPeople()).toMatchObject([{ problems: ['weapon'], note: 'no', before: { isListed: true } }]);
    expect((await product()).isListed).toBe(false);
    expect(parts.vectors.entries.has('1')).toBe(false);
    expect(parts.announceApproved).not.toHaveBeenCalled();
  });

  test.each<[string, Partial<ReviewDecisionRequest>, string]>([
    ['a rejection without a reason', { decision: 'rejected' }, 'reason_missing'],
    ['one with nothing known in it', { decision: 'rejected', problems: ['nonsense'], note: '   ' }, 'reason_missing'],
    ['a request to the seller without words', { decision: 'fix', problems: ['other'], note: 'x' }, 'note_missing'],
    ['an escalation without a note', { decision: 'escalated' }, 'note_missing'],
    ['a correction to nothing', { decision: 'category' }, 'category_missing'],
  ])('is refused: %s', async (_what, change, code) => {
    await makeJudged(parts.deps, { productId: '1' });
    await expect(decide(change)).rejects.toMatchObject({ code, status: 422 });
    expect([(await product()).qcStatus, await db.auditLog.count()]).toEqual(['flagged', 0]);
  });

  test('knows when the product is gone', async () => {
    const gone = { productId: '9', version: 0, decision: 'approved', problems: [], note: null, moderatorId: 'amina' };
    await expect(decideReview(parts.deps, { ...gone, decision: 'approved' })).rejects.toMatchObject({
      code: 'product_not_found',
      status: 404,
    });
    const keyed = decideReview(parts.deps, { ...gone, decision: 'approved', key: randomUUID() });
    await expect(keyed).rejects.toMatchObject({ code: 'product_not_found' });
  });
});

describe('of two moderators', () => {
  test('the second is told who was faster, and changes nothing', async () => {
    const { version } = await makeJudged(parts.deps, { productId: '1' });
    await decide();
    const second = decide({ version, decision: 'rejected', note: 'no', moderatorId: 'joe' });
    await expect(second).rejects.toMatchObject({
      ...{ code: 'review_conflict', status: 409 },
      message: 'Amina has already approved this product. Nothing was changed.',
    });
    expect([(await product()).qcStatus, await db.auditLog.count()]).toEqual(['approved', 1]);
  });

  test('exactly one wins who decide in the same moment', async () => {
    const { version } = await makeJudged(parts.deps, { productId: '1' });
    const both = await Promise.allSettled([
      decide({ version }),
      decide({ version, decision: 'rejected', note: 'no', moderatorId: 'joe' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await byPeople()).toHaveLength(1);
  });

  test('none is blamed where it was the seller who changed the product', async () => {
    const { version } = await makeJudged(parts.deps, { productId: '1' });
    await db.product.update({ where: { productId: '1' }, data: { version: { increment: 1 } } });
    await expect(decide({ version })).rejects.toMatchObject({
      code: 'review_conflict',
      message: expect.stringContaining('The seller changed this product'),
    });
  });
});

describe('a decision that is sent again', () => {
  test('is done once and answered as before, also when both are under way at once', async () => {
    const { version } = await makeJudged(parts.deps, { productId: '1' });
    const sent = { version, key: randomUUID() };
    const answers = await Promise.all([decide(sent), decide(sent), decide(sent)]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect([(await byPeople()).length, await db.auditLog.count()]).toEqual([1, 1]);
  });

  test('is not done again after it was taken for a conflict, nor counts another’s key', async () => {
    const { version } = await makeJudged(parts.deps, { productId: '1' });
    const key = randomUUID();
    await decide({ version, moderatorId: 'joe', key });
    await expect(decide({ version, key })).rejects.toMatchObject({ code: 'review_conflict' });
    await expect(decide({ version, key })).rejects.toMatchObject({ code: 'review_conflict' });
    expect(await byPeople()).toMatchObject([{ reviewer: 'joe' }]);
  });

  test('under a key that was used for another product is refused', async () => {
    await makeJudged(parts.deps, { productId: '1' });
    await makeJudged(parts.deps, { productId: '2' });
    const key = randomUUID();
    await decide({ key });
    await expect(decideNow(parts.deps, { productId: '2', key })).rejects.toMatchObject({ code: 'key_reused' });
  });
});
