import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { DecisionFilters } from './decision-filters';
import { readDecisions } from './decision-history';
import { decideNow, makeJudged, makeModerators, moderationForTests } from './moderation-for-tests';
import { undoDecision } from './undo-decision';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let parts: ReturnType<typeof moderationForTests>;
const IDS = ['10001', '10002', '10003'] as const;

beforeEach(async () => {
  parts = moderationForTests(db);
  await makeModerators(db);
  for (const productId of IDS) await makeJudged(parts.deps, { productId });
  await decideNow(parts.deps, { productId: '10001' });
  await decideNow(parts.deps, { productId: '10002', decision: 'rejected', problems: ['weapon'], moderatorId: 'joe' });
  await decideNow(parts.deps, { productId: '10003', decision: 'fix', sellerNote: 'Daylight', note: 'dark' });
});

const read = (filters: DecisionFilters = {}, size = 10) => readDecisions(db, { filters, size });
const ids = async (filters: DecisionFilters) =>
  (await read(filters)).decisions.map(({ productId }) => productId).sort();

test('the newest first, with who, what, before and after', async () => {
  const { decisions, nextCursor } = await read();
  expect(decisions.map(({ productId }) => productId)).toEqual(['10003', '10002', '10001']);
  expect(decisions[1]).toMatchObject({
    ...{ moderator: 'Joe', action: 'reject', decision: 'rejected', problems: ['weapon'], seller: 'Amina Fabrics' },
    ...{ before: { status: 'flagged', isListed: false }, standing: 'holds', undone: null },
  });
  expect(nextCursor).toBeNull();
});

test('page after page, each once, also while others decide', async () => {
  const first = await read({}, 2);
  await decideNow(parts.deps, { productId: '10001', decision: 'rejected', note: 'no' });
  const second = await read({ cursor: first.nextCursor ?? '' }, 2);
  expect(second.decisions.map(({ productId }) => productId)).toEqual(['10001']);
  await expect(read({ cursor: 'page-2' })).rejects.toMatchObject({ code: 'invalid_cursor', status: 400 });
});

describe('found', () => {
  test.each<[DecisionFilters, string[]]>([
    [{ q: 'dress 10002' }, ['10002']],
    [{ q: 'amina fab' }, [...IDS]],
    [{ q: '10003' }, ['10003']],
    [{ q: 'https://wa.me/p/10001/254712345678' }, ['10001']],
    [{ q: '254712345678' }, [...IDS]],
    [{ q: '100%' }, []],
    [{ by: 'joe' }, ['10002']],
    [{ action: 'fix' }, ['10003']],
    [{ action: 'reject', reason: 'weapon' }, ['10002']],
    [{ reason: 'adult_content' }, []],
    [{ day: '2020-01-01' }, []],
    [{ day: new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10) }, [...IDS]],
  ])('by %j', async (filters, found) => {
    if (filters.q === 'amina fab') await db.seller.updateMany({ data: { name: 'Amina Fabrics' } });
    expect(await ids(filters)).toEqual(found);
  });
});

test('says which can be taken back, and why not', async () => {
  const [{ id: fix } = { id: '' }, , { id: approval } = { id: '' }] = (await read()).decisions;
  await undoDecision(parts.deps, { decisionId: fix, moderatorId: 'joe' });
  await decideNow(parts.deps, { productId: '10001', decision: 'rejected', note: 'no', moderatorId: 'joe' });
  await db.product.update({ where: { productId: '10002' }, data: { contentHash: 'another' } });
  const { decisions } = await read();
  const standing = new Map(decisions.map(({ id, productId, standing }) => [`${productId} ${id}`, standing]));
  expect([...standing.values()]).toEqual(['holds', 'undone', 'outdated', 'superseded']);
  expect(standing.get(`10001 ${approval}`)).toBe('superseded');
  expect(decisions.find(({ id }) => id === fix)?.undone).toMatchObject({ by: 'Joe' });
});

test('what was decided before the action was kept is found by its decision', async () => {
  await db.$executeRaw`UPDATE "qualityReviews" SET "action" = NULL, "before" = NULL WHERE "action" = 'approve'`;
  expect(await ids({ action: 'approve' })).toEqual(['10001']);
});
