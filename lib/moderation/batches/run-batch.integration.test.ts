import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { decideNow, makeJudged, makeModerators, moderationForTests, SELLER_FOR_TESTS } from '../moderation-for-tests';
import { takeFirstLease } from '../review-leases';
import type { Selection } from './batch-selection';
import { draftBatch } from './draft-batch';
import { readBatch } from './read-batch';
import { runBatch } from './run-batch';
import { type BatchStart, startBatch, undoBatch } from './start-batch';
import { forgetBatches, takeStuckBatches } from './stuck-batches';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const COUNT = 30;
const IDS = Array.from({ length: COUNT }, (_, n) => String(1000 + n));
let parts: ReturnType<typeof moderationForTests>;
const requestBatch = vi.fn(async (_id: string) => {});
const amina = { id: 'amina', role: 'moderator' } as const;

beforeEach(async () => {
  parts = moderationForTests(db);
  requestBatch.mockClear();
  await makeModerators(db);
  for (const productId of IDS) await makeJudged(parts.deps, { productId });
});

const deps = () => ({ db, requestBatch });
const sellerId = async () => (await db.seller.findUniqueOrThrow({ where: { phone: SELLER_FOR_TESTS } })).id;
async function draft(selection?: Selection, by: { id: string; role: 'moderator' | 'admin' } = amina) {
  const all = selection ?? { kind: 'seller' as const, sellerId: await sellerId(), of: 'waiting' as const };
  return draftBatch(db, { id: randomUUID(), selection: all, by });
}
const start = (id: string, change: Partial<BatchStart> = {}) =>
  startBatch(deps(), {
    ...{ id, decision: 'rejected', problems: ['counterfeit_suspected'], note: null, sellerNote: null },
    ...{ moderatorId: 'amina', ...change },
  });
/** As the worker does until nothing is left. */
async function finish(id: string) {
  while ((await runBatch(parts.deps, id, { chunk: 7 })).more);
  return readBatch(db, id);
}
const statuses = async () =>
  (await db.product.findMany({ orderBy: { productId: 'asc' } })).map(({ qcStatus }) => qcStatus);
const versionOf = async (productId: string) => (await db.product.findUniqueOrThrow({ where: { productId } })).version;
const all = (status: string) => IDS.map(() => status);
const decisions = () => db.qualityReview.count({ where: { source: 'moderator' } });

describe('a preview', () => {
  test('says how many, shows some, and changes nothing', async () => {
    await decideNow(parts.deps, { productId: '1003' });
    const preview = await draft();
    expect(preview).toMatchObject({ state: 'draft', decision: null, by: 'Amina', total: 29, live: 0, sellers: 1 });
    expect(preview.sample).toHaveLength(12);
    expect(await decisions()).toBe(1);
    expect((await runBatch(parts.deps, preview.id)).more).toBe(false);
    expect(await decisions()).toBe(1);
  });

  test('leaves out, and says so, what is left to the admins', async () => {
    await decideNow(parts.deps, { productId: '1000', decision: 'escalated', note: 'Real?', moderatorId: 'joe' });
    expect(await draft()).toMatchObject({ total: 29, held: [{ why: 'Left to the admins', count: 1 }] });
    expect(await draft(undefined, { id: 'grace', role: 'admin' })).toMatchObject({ total: 30, held: [] });
  });

  test('of a queue is what the queue shows; what another looks at is left out and said', async () => {
    await decideNow(parts.deps, { productId: '1000' });
    await takeFirstLease(db, { userId: 'joe', products: [{ productId: '1001', version: await versionOf('1001') }] });
    const query = { queue: 'flagged', reason: 'other' } as const;
    const preview = await draft({ kind: 'all', query });
    expect(preview).toMatchObject({ total: 28, held: [{ why: 'Joe is looking at it', count: 1 }] });
    expect(await draft({ kind: 'all', query: { ...query, reason: 'weapon' } })).toMatchObject({ total: 0 });
  });

  test('of what was ticked holds what was seen', async () => {
    const items = [{ productId: '1000', version: (await versionOf('1000')) - 1 }];
    const { id } = await draft({ kind: 'items', items });
    await start(id);
    expect((await finish(id)).counts).toMatchObject({ decided: 0, refused: 1 });
  });

  test('of what shoppers see says so', async () => {
    await decideNow(parts.deps, { productId: '1003' });
    const live = await draft({ kind: 'seller', sellerId: await sellerId(), of: 'live' });
    expect(live).toMatchObject({ total: 1, live: 1, sample: [{ productId: '1003', isLive: true }] });
  });

  test('is forgotten after a day, and is nobody else’s', async () => {
    const { id } = await draft();
    await expect(start(id, { moderatorId: 'joe' })).rejects.toMatchObject({ code: 'batch_not_found' });
    expect(await forgetBatches(db)).toBe(0);
    await db.reviewBatch.update({ where: { id }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    expect(await forgetBatches(db)).toBe(1);
    await expect(start(id)).rejects.toMatchObject({ code: 'batch_not_found', status: 404 });
  });
});

describe('a bulk decision', () => {
  test('decides each product once, with its line of audit and one of the whole', async () => {
    const { id } = await draft();
    const started = await start(id, { decision: 'approved', problems: [] });
    expect(started).toMatchObject({ state: 'running', decision: 'approved' });
    expect(requestBatch).toHaveBeenCalledWith(id);
    const done = await finish(id);
    expect(done).toMatchObject({ state: 'finished', counts: { decided: 30, waiting: 0, refused: 0 }, live: 30 });
    expect(await statuses()).toEqual(all('approved'));
    expect(parts.vectors.entries.size).toBe(30);
    expect(parts.announceApproved.mock.calls.flatMap(([products]) => products)).toHaveLength(30);
    expect(await db.auditLog.groupBy({ by: ['action'], _count: true, orderBy: { action: 'asc' } })).toMatchObject([
      { action: 'review.approved', _count: 30 },
      { action: 'review.batch', _count: 1 },
    ]);
    expect(await db.qualityReview.count({ where: { batchId: id } })).toBe(30);
  });

  test('started twice, and run by several at once, is the same', async () => {
    const { id } = await draft();
    await Promise.all([start(id), start(id)]);
    await Promise.all([finish(id), finish(id), finish(id)]);
    expect([await decisions(), await db.auditLog.count({ where: { action: 'review.batch' } })]).toEqual([30, 1]);
    await expect(start(id, { decision: 'approved' })).rejects.toMatchObject({ code: 'batch_started' });
  });

  test('leaves alone, and names, what changed or was decided since the preview', async () => {
    const { id } = await draft();
    await decideNow(parts.deps, { productId: '1001', moderatorId: 'joe' });
    await db.product.update({ where: { productId: '1002' }, data: { version: { increment: 1 } } });
    await start(id);
    const { counts, problems } = await finish(id);
    expect(counts).toMatchObject({ decided: 28, refused: 2 });
    expect(problems.map(({ productId, why }) => [productId, why])).toEqual([
      ['1001', 'Joe has already approved this product. Nothing was changed.'],
      ['1002', expect.stringContaining('The seller changed this product')],
    ]);
    expect((await statuses())[1]).toBe('approved');
  });

  test('asks the seller once for each product', async () => {
    const { id } = await draft();
    await start(id, { decision: 'fix', sellerNote: 'Daylight, please.' });
    await finish(id);
    expect(await db.fixRequest.count({ where: { sellerNote: 'Daylight, please.' } })).toBe(30);
  });

  test('of nothing is refused, and one without a reason', async () => {
    const { id } = await draft();
    await expect(start(id, { problems: [] })).rejects.toMatchObject({ code: 'reason_missing' });
    const empty = await draft({ kind: 'seller', sellerId: await sellerId(), of: 'live' });
    await expect(start(empty.id)).rejects.toMatchObject({ code: 'batch_empty' });
  });
});

describe('killed in the middle', () => {
  test('between two chunks, nothing is half done, and whoever carries on ends it', async () => {
    const { id } = await draft();
    await start(id, { decision: 'approved', problems: [] });
    expect(await runBatch(parts.deps, id, { chunk: 10, chunks: 1 })).toEqual({ more: true });
    // Decided, and their listing not yet written: the row says what was decided, and no more.
    expect((await statuses()).filter((status) => status === 'approved')).toHaveLength(10);
    expect([await decisions(), parts.vectors.entries.size]).toEqual([10, 0]);
    await expect(finish(id)).resolves.toMatchObject({ state: 'finished', counts: { decided: 30 }, live: 30 });
    expect([await decisions(), parts.vectors.entries.size]).toEqual([30, 30]);
  });

  test('in the middle of a chunk, all of the chunk is as it was', async () => {
    const { id } = await draft();
    await start(id);
    const dying = new Proxy(db, {
      get: (target, name) =>
        name === '$transaction'
          ? (work: Parameters<typeof db.$transaction>[0]) =>
              target.$transaction(async (tx) => {
                await (work as (tx: unknown) => Promise<unknown>)(tx);
                throw new Error('killed');
              })
          : Reflect.get(target, name),
    });
    await expect(runBatch({ ...parts.deps, db: dying }, id)).rejects.toThrow('killed');
    expect([await statuses(), await decisions()]).toEqual([all('flagged'), 0]);
    await finish(id);
    expect(await statuses()).toEqual(all('rejected'));
  });

  test('while the index is away, every decision is kept, and its listing follows', async () => {
    const { id } = await draft();
    await start(id, { decision: 'approved', problems: [] });
    const away = { ...parts.deps, relist: () => Promise.reject(new Error('the index is away')) };
    await expect(runBatch(away, id, { chunk: 10 })).rejects.toThrow('away');
    expect(await readBatch(db, id)).toMatchObject({ state: 'running', counts: { decided: 10, waiting: 20 } });
    await finish(id);
    expect([parts.vectors.entries.size, await decisions()]).toEqual([30, 30]);
  });

  test('the sweep finds it once it stands still', async () => {
    const { id } = await draft();
    await start(id);
    expect(await takeStuckBatches(db, 10)).toEqual([]);
    await db.reviewBatch.update({ where: { id }, data: { touchedAt: new Date(Date.now() - 3 * 60_000) } });
    expect(await takeStuckBatches(db, 10)).toEqual([id]);
    await finish(id);
    expect(await takeStuckBatches(db, 10)).toEqual([]);
  });
});

test('two moderators who decide about the same at once: each product once, the other is told', async () => {
  const [mine, theirs] = [await draft(), await draft(undefined, { id: 'joe', role: 'moderator' })];
  await start(mine.id);
  await start(theirs.id, { decision: 'approved', problems: [], moderatorId: 'joe' });
  const [first, second] = await Promise.all([finish(mine.id), finish(theirs.id)]);
  expect(first.counts.decided + second.counts.decided).toBe(30);
  expect(first.counts.refused + second.counts.refused).toBe(30);
  expect(await decisions()).toBe(30);
  const told = [...first.problems, ...second.problems].map(({ why }) => why);
  expect(told.every((why) => /^(Amina|Joe) has already/.test(why ?? ''))).toBe(true);
});

describe('one undo', () => {
  test('takes all of it back, but what was decided anew since', async () => {
    const { id } = await draft();
    await start(id);
    await finish(id);
    await decideNow(parts.deps, { productId: '1005', moderatorId: 'joe' });
    const undoing = await undoBatch(deps(), { id, moderatorId: 'grace' });
    expect(undoing.state).toBe('undoing');
    await undoBatch(deps(), { id, moderatorId: 'grace' });
    const undone = await finish(id);
    expect(undone).toMatchObject({ state: 'undone', counts: { undone: 29, kept: 1 } });
    expect(undone.problems).toMatchObject([{ productId: '1005', why: expect.stringContaining('Joe has approved') }]);
    expect((await statuses()).filter((status) => status === 'flagged')).toHaveLength(29);
    expect(await db.auditLog.count({ where: { action: 'review.batch_undone', actorId: 'grace' } })).toBe(1);
    expect(await db.auditLog.count({ where: { action: 'review.undone', actorId: 'grace' } })).toBe(29);
  });

  test('in the middle leaves the rest undecided; killed, it is carried on', async () => {
    const { id } = await draft();
    await start(id, { decision: 'approved', problems: [] });
    await runBatch(parts.deps, id, { chunk: 10, chunks: 1 });
    await undoBatch(deps(), { id, moderatorId: 'amina' });
    await runBatch(parts.deps, id, { chunk: 5, chunks: 1 });
    const undone = await finish(id);
    expect(undone).toMatchObject({ state: 'undone', counts: { undone: 10, cancelled: 20, decided: 0 }, live: 0 });
    expect([await statuses(), parts.vectors.entries.size]).toEqual([all('flagged'), 0]);
  });

  test('and nothing of it is left once its products are erased', async () => {
    const { id } = await draft();
    await start(id, { note: 'Copies, all of them' });
    await finish(id);
    expect(await forgetBatches(db)).toBe(0);
    await db.seller.deleteMany();
    expect([await forgetBatches(db), await db.reviewBatch.count()]).toEqual([1, 0]);
  });

  test('of a draft is refused', async () => {
    const { id } = await draft();
    await expect(undoBatch(deps(), { id, moderatorId: 'amina' })).rejects.toMatchObject({ code: 'batch_not_started' });
  });
});
