import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { PERSONS_JUDGEMENT } from './persons-judgement';
import { readNumbers } from './read-numbers';
import { readPace } from './read-work';

const PHONE = '254712345678';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const NINE = Date.UTC(2026, 10, 29, 9);
const at = (minutes: number): Date => new Date(NINE + minutes * 60_000);

beforeEach(async () => {
  await db.seller.create({ data: { phone: PHONE } });
});

type Review = Partial<Prisma.QualityReviewCreateManyInput>;
const model = (change: Review): Review => ({ source: 'model', reviewer: 'gemini', confidence: 0.9, ...change });
const person = (change: Review): Review => ({ source: 'moderator', reviewer: 'amina', ...change });

/** Each list is one product's, in the order of time. */
async function reviewed(products: Review[][]): Promise<void> {
  for (const [index, reviews] of products.entries()) {
    const productId = `${index + 1}`;
    await db.product.create({ data: { productId, sellerPhone: PHONE, contentHash: 'a' } });
    await db.qualityReview.createMany({
      data: reviews.map((review, later) => ({
        ...{ productId, contentHash: 'a', source: 'model', reviewer: 'gemini', decision: 'approved' as const },
        createdAt: at(index * 10 + later),
        ...review,
      })),
    });
  }
}

const numbers = () => readNumbers(db, at(-60));

describe('the model and people', () => {
  test('every content that both judged, by people’s last decision', async () => {
    await reviewed([
      [model({ decision: 'approved' }), person({ decision: 'approved' })],
      [model({ decision: 'flagged', problems: ['weapon'] }), person({ decision: 'rejected', problems: ['weapon'] })],
      [model({ decision: 'rejected' }), person({ decision: 'approved' })],
      [model({ decision: 'rejected' }), person({ decision: 'approved' }), person({ decision: 'rejected' })],
      [model({ decision: 'approved' })],
    ]);
    const found = await numbers();
    expect(found.model.confusion).toEqual({
      approved: { approved: 1, rejected: 0 },
      flagged: { approved: 0, rejected: 1 },
      rejected: { approved: 1, rejected: 1 },
    });
    // Agreed 2 of 3; by chance 1/3 × 2/3 + 2/3 × 1/3 = 4/9.
    expect(found.model.kappa?.value).toBeCloseTo((2 / 3 - 4 / 9) / (5 / 9), 10);
    expect(found.model.reasons).toMatchObject([{ problem: 'weapon', both: 1, neither: 3 }]);
  });

  test.each([
    ['taken back', [model({}), person({ decision: 'rejected', undoneAt: at(1), undoneBy: 'amina' })]],
    ['put back', [model({}), person({ decision: 'rejected' }), person({ decision: 'flagged', action: 'put_back' })]],
    ['left to the admins', [model({}), person({ action: 'escalate' })]],
    ['a category corrected', [model({}), person({ action: 'category' })]],
    ['said by no model', [model({ reviewer: 'no-reviewer', confidence: 0 }), person({})]],
    ['not judged, for want of a picture', [model({ reviewer: 'policy', confidence: null }), person({})]],
    ['about other content', [model({ contentHash: 'b' }), person({})]],
    ['long ago', [model({ createdAt: at(-99) }), person({ createdAt: at(-98) })]],
  ])('not what is %s', async (_what, reviews) => {
    await reviewed([reviews]);
    expect((await numbers()).model.pairs).toBe(0);
  });
});

test('what no person had to look at', async () => {
  await reviewed([
    [model({ decision: 'approved' })],
    [model({ decision: 'rejected' })],
    [model({ decision: 'flagged' })],
    [model({ decision: 'approved' }), person({ decision: 'approved' })],
    [model({ reviewer: 'no-reviewer', decision: 'flagged', confidence: 0 })],
  ]);
  expect((await numbers()).alone).toEqual({ judged: 5, approvedAlone: 1, rejectedAlone: 1 });
});

test('two people, by second looks', async () => {
  await reviewed([[], [], []]);
  const look = { contentHash: 'a', firstBy: 'amina', secondBy: 'joe', decidedAt: at(0) };
  await db.secondLook.createMany({
    data: [
      { ...look, productId: '1', firstDecision: 'approved', secondDecision: 'approved', state: 'agreed' },
      { ...look, productId: '2', firstDecision: 'rejected', secondDecision: 'rejected', state: 'agreed' },
      { ...look, productId: '2', firstDecision: 'approved', secondDecision: 'rejected', state: 'disagreed' },
      { productId: '3', contentHash: 'a', firstBy: 'amina', firstDecision: 'approved' },
    ],
  });
  const { people } = await numbers();
  expect(people.confusion).toEqual({
    approved: { approved: 1, rejected: 1 },
    rejected: { approved: 0, rejected: 1 },
  });
  // Agreed 2 of 3; by chance 2/3 × 1/3 + 1/3 × 2/3 = 4/9.
  expect(people.kappa?.value).toBeCloseTo((2 / 3 - 4 / 9) / (5 / 9), 10);
});

test('appeals that were answered, and how many were right', async () => {
  await reviewed([[], [], [], []]);
  const appeal = { contentHash: 'a', note: 'It is mine', createdAt: at(0) };
  const answer = { resolvedAt: at(5), resolvedBy: 'amina' };
  await db.appeal.createMany({
    data: [
      { ...appeal, ...answer, productId: '1', outcome: 'approved' },
      { ...appeal, ...answer, productId: '2', outcome: 'rejected' },
      { ...appeal, ...answer, productId: '3', outcome: 'rejected', resolvedAt: at(-99) },
      { ...appeal, productId: '4' },
    ],
  });
  expect((await numbers()).appeals).toEqual({ upheld: 1, denied: 1 });
});

describe('work', () => {
  test('people’s decisions by the hour, without what was put back or undone', async () => {
    const minutes = [0, 1, 59, 60, 61];
    await reviewed([minutes.map((minute) => person({ createdAt: at(minute) }))]);
    await alsoReviewed('2', [person({ createdAt: at(2), decision: 'flagged' }), model({ createdAt: at(3) })]);
    expect((await numbers()).hours).toEqual([
      { at: at(0).toISOString(), decisions: 3 },
      { at: at(60).toISOString(), decisions: 2 },
    ]);
  });

  test('one’s own pace; a batch is one act', async () => {
    const own = [0, 1, 2, 3, 4, 5].map((minute) => person({ createdAt: at(minute) }));
    const batchId = '7d6f6a0e-5b0f-4c53-9d3e-3f1d5b1f0a11';
    const batch = Array.from({ length: 10 }, () => person({ createdAt: at(6), batchId }));
    await reviewed([[...own, ...batch, person({ reviewer: 'joe', createdAt: at(2.5) })]]);
    expect(await readPace(db, 'amina', at(-60))).toEqual({ decisions: 16, anHour: 60 });
    expect(await readPace(db, 'nobody', at(-60))).toEqual({ decisions: 0, anHour: null });
  });
});

test('what a person judged is read from its index alone: it says the same as the condition', async () => {
  const plan = await db.$transaction(async (tx) => {
    for (const way of ['seqscan', 'bitmapscan', 'sort'])
      await tx.$queryRaw`SELECT set_config(${`enable_${way}`}, 'off', true)`;
    return tx.$queryRaw`EXPLAIN SELECT r."createdAt", r."batchId", r."id", r."decision" FROM "qualityReviews" r
      WHERE ${PERSONS_JUDGEMENT} AND r."reviewer" = 'amina' ORDER BY r."createdAt" DESC`;
  });
  expect(JSON.stringify(plan)).toContain('Index Only Scan using \\"qualityReviews_judgements_of\\"');
});

async function alsoReviewed(productId: string, reviews: Review[]): Promise<void> {
  await db.product.create({ data: { productId, sellerPhone: PHONE, contentHash: 'a' } });
  await db.qualityReview.createMany({
    data: reviews.map((review) => ({
      ...{ productId, contentHash: 'a', source: 'model', reviewer: 'gemini', decision: 'approved' as const },
      ...review,
    })),
  });
}

test('of nothing there is nothing to say', async () => {
  expect(await numbers()).toMatchObject({
    hours: [],
    model: { pairs: 0, kappa: null, reasons: [] },
    people: { pairs: 0, kappa: null },
    alone: { judged: 0 },
    appeals: { upheld: 0, denied: 0 },
  });
});
