import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { finishForgottenRuns } from './finish-run';
import { moveItems } from './move-items';
import { openCatalogueRun, openListedRun } from './open-run';
import { startRun } from './scout-run';
import { MAX_REDRIVES, readExpiredScouts, readGivenUpItems, takeStuckItems, takeStuckScouts } from './stuck-work';
import { writeSyncLogs } from './sync-log';

const PHONE = '254712345678';
const MINUTE = 60_000;
const idleMs = 10 * MINUTE;

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

async function runOf(ids: string[]) {
  const products = ids.map((productId) => ({ productId, sellerPhone: PHONE }));
  return (await openListedRun(db, { kind: 'links', sellerPhone: PHONE, products })).syncRunId;
}

/** As if it had not moved for so long. */
const stood = (syncRunId: string, productId: string, minutes: number) =>
  db.syncItem.updateMany({
    where: { syncRunId, productId },
    data: { updatedAt: new Date(Date.now() - minutes * MINUTE) },
  });

const take = async () => (await takeStuckItems(db, { idleMs, limit: 100 })).map((item) => [item.productId, item.stage]);

test('what stands still in a run that stands still is taken, at its stage, once', async () => {
  const run = await runOf(['1', '2', '3']);
  await moveItems(db, run, [{ productId: '2', stage: 'review' }]);
  await moveItems(db, run, [{ productId: '3', outcome: 'failed' }]);
  for (const id of ['1', '2', '3']) await stood(run, id, 11);
  expect((await take()).sort()).toEqual([
    ['1', 'hydrate'],
    ['2', 'review'],
  ]);
  expect(await take()).toEqual([]);
});

test('what waits in a run that moves is left alone', async () => {
  const run = await runOf(['1', '2']);
  await stood(run, '1', 60);
  expect(await take()).toEqual([]);
  await stood(run, '2', 60);
  expect(await take()).toHaveLength(2);
});

test('each redrive doubles the wait, and the last one is the last', async () => {
  const run = await runOf(['1']);
  await writeSyncLogs(db, [{ syncRunId: run, productId: '1', sellerPhone: PHONE, eventType: 'hydrate_start' }]);
  for (let redrives = 0; redrives < MAX_REDRIVES; redrives++) {
    await stood(run, '1', 10 * 2 ** redrives - 1);
    expect(await take()).toEqual([]);
    await stood(run, '1', 10 * 2 ** redrives + 1);
    expect(await take()).toHaveLength(1);
  }
  await stood(run, '1', 10_000);
  expect(await take()).toEqual([]);
  expect(await readGivenUpItems(db, { idleMs, limit: 10 })).toMatchObject([{ productId: '1', stage: 'hydrate' }]);
});

test('two sweeps at once take different items', async () => {
  const ids = Array.from({ length: 40 }, (_, i) => String(i + 1));
  const run = await runOf(ids);
  for (const id of ids) await stood(run, id, 11);
  const taken = await Promise.all([1, 2, 3].map(take));
  expect(
    taken
      .flat()
      .map(([id]) => id)
      .sort(),
  ).toEqual([...ids].sort());
});

test('what only waited in the queue is sent on as often as it takes, and never given up', async () => {
  const run = await runOf(['1']);
  for (let redrives = 0; redrives < 3 * MAX_REDRIVES; redrives++) {
    await stood(run, '1', 10_000);
    expect(await take()).toEqual([['1', 'hydrate']]);
  }
  await stood(run, '1', 10_000);
  expect(await readGivenUpItems(db, { idleMs, limit: 10 })).toEqual([]);
});

describe('a Scout', () => {
  let syncRunId: string;
  beforeEach(async () => {
    ({ syncRunId } = await openCatalogueRun(db, { sellerPhone: PHONE }));
  });

  const stuck = async () => (await takeStuckScouts(db, { idleMs, limit: 10 })).map((run) => run.syncRunId);
  const expired = async () =>
    (await readExpiredScouts(db, { expiryMs: 120 * MINUTE, limit: 10 })).map((run) => run.syncRunId);
  /** As if all of it had happened so much earlier. */
  const pass = (minutes: number) => db.$executeRaw`
    UPDATE "syncRuns" SET "createdAt" = "createdAt" - make_interval(mins => ${minutes}::int),
      "requestedAt" = "requestedAt" - make_interval(mins => ${minutes}::int),
      "startedAt" = "startedAt" - make_interval(mins => ${minutes}::int)`;

  test('that never began is sent again, once, and ever less often', async () => {
    expect(await stuck()).toEqual([]);
    let passed = 0;
    const sentAgainAt: number[] = [];
    for (; passed < 24 * 60; passed += 5) {
      // The waits end on these very minutes: on a busy machine one may end between two looks.
      if ((await stuck()).length > 0) {
        sentAgainAt.push(passed);
        expect(await stuck()).toEqual([]);
      }
      await pass(5);
    }
    expect(sentAgainAt[0]).toBe(10);
    expect(sentAgainAt.length).toBeLessThan(10);
  });

  test('that waited for a day has not failed; two hours after its first visit it has', async () => {
    await pass(24 * 60);
    expect(await expired()).toEqual([]);
    expect(await startRun(db, syncRunId)).toBe(true);
    await pass(119);
    expect(await expired()).toEqual([]);
    await pass(2);
    expect(await expired()).toEqual([syncRunId]);
  });
});

test('a run whose items have all ended is finished', async () => {
  const run = await runOf(['1']);
  const stateOf = async () => (await db.syncRun.findUniqueOrThrow({ where: { id: run } })).state;
  await finishForgottenRuns(db);
  expect(await stateOf()).toBe('running');
  await db.syncItem.updateMany({ where: { syncRunId: run }, data: { outcome: 'failed', stage: 'done' } });
  await finishForgottenRuns(db);
  expect(await stateOf()).toBe('finished');
});
