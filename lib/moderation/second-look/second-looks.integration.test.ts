import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { decideReview, type ModerationDeps } from '../decide-review';
import { FIRST_TEXTS } from '../policy/first-texts';
import { undoDecision } from '../undo-decision';
import { decideSecondLook } from './decide-second-look';
import { readDisagreements } from './read-disagreements';
import { countSecondLooks, readSecondLooks } from './read-second-looks';

const PHONE = '254712345678';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const deps: ModerationDeps = {
  db,
  relist: vi.fn(async () => {}),
  announceApproved: vi.fn(async () => {}),
  secondLookKey: new Uint8Array(32),
};

beforeEach(async () => {
  await db.user.createMany({
    data: ['amina', 'joe', 'wanjiku'].map((id) => ({ id, name: id, email: `${id}@soko.test`, role: 'moderator' })),
  });
  await db.seller.create({ data: { phone: PHONE, name: 'Mama Njeri' } });
});

const secondLookAtAll = (secondLookPercent = 100) =>
  db.policyVersion.create({ data: { version: 1, texts: FIRST_TEXTS, secondLookPercent } });

async function flagged(productId: string) {
  const product = { productId, sellerPhone: PHONE, title: `Product ${productId}`, contentHash: 'a' };
  await db.product.create({ data: { ...product, qcContentHash: 'a', qcStatus: 'flagged' } });
  const review = { reviewer: 'gemini', decision: 'flagged' as const, confidence: 0.5, problems: ['weapon'] };
  await db.qualityReview.create({ data: { productId, contentHash: 'a', source: 'model', ...review } });
}

async function decide(productId: string, decision: 'approved' | 'rejected' | 'flagged', moderatorId = 'amina') {
  const { version } = await db.product.findUniqueOrThrow({ where: { productId } });
  const problems = decision === 'rejected' ? ['weapon'] : [];
  return decideReview(deps, { productId, version, decision, problems, note: null, moderatorId });
}

const look = async (moderatorId = 'joe') => (await readSecondLooks(db, { moderatorId, limit: 10 }))[0]?.id ?? '';
const second = (secondLookId: string, decision: 'approved' | 'rejected', moderatorId = 'joe', problems = ['other']) =>
  decideSecondLook(db, { secondLookId, moderatorId, decision, problems, note: null });
const states = async () => (await db.secondLook.findMany({ orderBy: { createdAt: 'asc' } })).map(({ state }) => state);

describe('choosing', () => {
  test('a share of people’s decisions, none without one', async () => {
    await flagged('1');
    await decide('1', 'approved');
    expect(await db.secondLook.count()).toBe(0);
    await secondLookAtAll();
    await flagged('2');
    await decide('2', 'rejected');
    expect(await db.secondLook.findMany()).toMatchObject([
      { productId: '2', firstBy: 'amina', firstDecision: 'rejected', firstProblems: ['weapon'], state: 'waiting' },
    ]);
  });

  test('what is undone, or decided anew, is not looked at as it was', async () => {
    await secondLookAtAll();
    await flagged('1');
    await decide('1', 'approved');
    await decide('1', 'flagged');
    expect(await states()).toEqual(['withdrawn']);
    await decide('1', 'rejected', 'joe');
    expect(await states()).toEqual(['withdrawn', 'waiting']);
    await decide('1', 'approved', 'joe');
    expect((await states()).filter((state) => state === 'waiting')).toHaveLength(1);
  });
});

describe('the second moderator', () => {
  beforeEach(async () => {
    await secondLookAtAll();
    await flagged('1');
    await decide('1', 'rejected');
  });

  test('sees the product and nothing that anybody said of it', async () => {
    const [item] = await readSecondLooks(db, { moderatorId: 'joe', limit: 10 });
    expect(Object.keys(item ?? {}).sort()).toEqual([
      ...['businessName', 'description', 'id', 'imageHeight', 'imageWidth', 'pictureUrl', 'priceText', 'productId'],
      'title',
    ]);
    expect(JSON.stringify(item)).not.toMatch(/weapon|reject|gemini|amina/i);
  });

  test('is never the first one', async () => {
    expect(await readSecondLooks(db, { moderatorId: 'amina', limit: 10 })).toEqual([]);
    expect(await countSecondLooks(db, 'amina')).toEqual({ waiting: 0, oldest: null });
    expect(await countSecondLooks(db, 'joe')).toMatchObject({ waiting: 1 });
    await expect(second(await look(), 'approved', 'amina')).rejects.toMatchObject({ code: 'second_look_own' });
  });

  test('who agrees closes it, with an audit line; shoppers notice nothing', async () => {
    const before = await db.product.findUniqueOrThrow({ where: { productId: '1' } });
    await second(await look(), 'rejected');
    expect(await db.secondLook.findFirst()).toMatchObject({ state: 'agreed', secondBy: 'joe' });
    expect(await db.auditLog.findFirst({ where: { action: 'second_look.agreed' } })).toMatchObject({
      actorId: 'joe',
      subject: 'product:1',
      detail: { before: { decision: 'rejected' }, after: { decision: 'rejected', problems: ['other'] } },
    });
    expect(await db.product.findUniqueOrThrow({ where: { productId: '1' } })).toEqual(before);
    expect(await look('wanjiku')).toBe('');
  });

  test('names a reason to reject', async () => {
    await expect(second(await look(), 'rejected', 'joe', [])).rejects.toMatchObject({ code: 'reason_missing' });
  });

  test('of two at once, one decides and the other is told', async () => {
    const id = await look();
    const settled = await Promise.allSettled([second(id, 'approved', 'joe'), second(id, 'rejected', 'wanjiku')]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = settled.find((each) => each.status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'second_look_taken', status: 409 } });
  });

  test('is not asked about what the seller has changed, or is erasing', async () => {
    const id = await look();
    await db.product.update({ where: { productId: '1' }, data: { contentHash: 'b' } });
    expect(await look()).toBe('');
    await expect(second(id, 'approved')).rejects.toMatchObject({ code: 'second_look_taken' });
    await db.product.update({ where: { productId: '1' }, data: { contentHash: 'a' } });
    expect(await look()).toBe(id);
    await db.seller.update({ where: { phone: PHONE }, data: { eraseAt: new Date() } });
    expect(await look()).toBe('');
  });
});

describe('a disagreement', () => {
  beforeEach(async () => {
    await secondLookAtAll();
    await flagged('1');
    await decide('1', 'approved');
    await second(await look(), 'rejected');
  });

  test('comes to the admins with both decisions; the first one stays in force', async () => {
    const { disagreements } = await readDisagreements(db, { cursor: undefined, limit: 10 });
    expect(disagreements).toMatchObject([
      {
        productId: '1',
        first: { by: 'amina', decision: 'approved' },
        second: { by: 'joe', decision: 'rejected', problems: ['other'] },
      },
    ]);
    expect(await db.product.findFirst()).toMatchObject({ qcStatus: 'approved' });
  });

  test('is settled by the next decision, and that one is not looked at again', async () => {
    await decide('1', 'rejected', 'wanjiku');
    expect(await db.secondLook.findMany()).toMatchObject([
      { state: 'settled', settledBy: 'wanjiku', settledDecision: 'rejected' },
    ]);
    expect((await readDisagreements(db, { cursor: undefined, limit: 10 })).disagreements).toEqual([]);
  });

  test('is open again when that decision is taken back', async () => {
    await decide('1', 'rejected', 'wanjiku');
    await decide('1', 'flagged', 'wanjiku');
    expect(await db.secondLook.findMany()).toMatchObject([{ state: 'disagreed', settledBy: null, settledAt: null }]);
    await decide('1', 'approved', 'wanjiku');
    expect(await states()).toEqual(['settled']);
  });

  test('stays settled when a later decision is undone, and opens with the one that settled it', async () => {
    const settling = await decide('1', 'rejected', 'wanjiku');
    const later = await decide('1', 'approved', 'joe');
    await undoDecision(deps, { decisionId: later.id, moderatorId: 'joe' });
    expect(await states()).not.toContain('disagreed');
    await undoDecision(deps, { decisionId: settling.id, moderatorId: 'wanjiku' });
    expect(await states()).toContain('disagreed');
  });

  test('page by page', async () => {
    for (const productId of ['2', '3']) {
      await flagged(productId);
      await decide(productId, 'approved');
      await second(await look(), 'rejected');
    }
    const first = await readDisagreements(db, { cursor: undefined, limit: 2 });
    const rest = await readDisagreements(db, { cursor: first.nextCursor ?? '', limit: 2 });
    const seen = [...first.disagreements, ...rest.disagreements].map(({ productId }) => productId);
    expect([seen, rest.nextCursor]).toEqual([['1', '2', '3'], null]);
  });
});

test('what is erased takes its second looks along', async () => {
  await secondLookAtAll();
  await flagged('1');
  await decide('1', 'approved');
  await db.seller.delete({ where: { phone: PHONE } });
  expect(await db.secondLook.count()).toBe(0);
});
