import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { finishForgottenRuns } from './finish-run';
import { moveItems } from './move-items';
import { beginItems, type OpenItem } from './open-items';
import { openCatalogueRun, openListedRun } from './open-run';
import { startRun } from './scout-run';
import {
  MAX_REDRIVES,
  readExpiredScouts,
  readGivenUpItems,
  takeLostItems,
  takeStuckItems,
  takeStuckScouts,
} from './stuck-work';
import { letWait } from './waiting-items';

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

/** The stage that they stand at has begun with them so long ago. */
async function began(syncRunId: string, ids: string[], { stage = 'hydrate', minutes }: Began): Promise<void> {
  const items = ids.map((productId) => ({ syncRunId, productId, sellerPhone: PHONE }));
  await beginItems(db, { stage, items, runId: 'a run of Inngest' });
  const begunAt = new Date(Date.now() - minutes * MINUTE);
  await db.syncItem.updateMany({ where: { syncRunId, productId: { in: ids } }, data: { begunAt } });
}
interface Began {
  stage?: OpenItem['stage'];
  minutes: number;
}

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
  for (let redrives = 0; redrives < MAX_REDRIVES; redrives++) {
    await began(run, ['1'], { minutes: 10_000 });
    await stood(run, '1', 10 * 2 ** redrives - 1);
    expect(await take()).toEqual([]);
    await stood(run, '1', 10 * 2 ** redrives + 1);
    expect(await take()).toHaveLength(1);
  }
  await began(run, ['1'], { minutes: 10_000 });
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

test('what has only waited is not given up once it begins: it is sent on once more before that', async () => {
  const run = await runOf(['1']);
  for (let redrives = 0; redrives < 3 * MAX_REDRIVES; redrives++) {
    await stood(run, '1', 10_000);
    await take();
  }
  await began(run, ['1'], { minutes: 10_000 });
  await stood(run, '1', 10_000);
  expect(await readGivenUpItems(db, { idleMs, limit: 10 })).toEqual([]);
  expect(await take()).toHaveLength(1);
});

describe('what was handed on and has not begun', () => {
  const lost = async (limit = 100) =>
    (await takeLostItems(db, { lostMs: MINUTE, limit })).map(({ productId }) => productId).sort();

  test('is sent again after a minute, once, then after twice as long', async () => {
    const run = await runOf(['1', '2']);
    expect(await lost()).toEqual([]);
    await stood(run, '1', 1.1);
    expect(await lost()).toEqual(['1']);
    expect(await lost()).toEqual([]);
    await stood(run, '1', 1.9);
    expect(await lost()).toEqual([]);
    await stood(run, '1', 2.1);
    expect(await lost()).toEqual(['1']);
  });

  test('is left alone while its stage works on others of its lane: it may only wait', async () => {
    const run = await runOf(['1', '2', '3']);
    for (const id of ['1', '2', '3']) await stood(run, id, 5);
    await began(run, ['3'], { minutes: 0.5 });
    expect(await lost()).toEqual([]);
    await began(run, ['3'], { minutes: 4 });
    expect(await lost()).toEqual(['1', '2']);
  });

  test('is left alone while others have just gone on from there; what those go through says nothing', async () => {
    const run = await runOf(['1', '2', '3']);
    await began(run, ['2', '3'], { minutes: 0.1 });
    await moveItems(db, run, [{ productId: '2', stage: 'embed', hydrated: true }]);
    await stood(run, '1', 5);
    await began(run, ['3'], { minutes: 5 });
    expect(await lost()).toEqual([]);
    await moveItems(db, run, [{ productId: '2', stage: 'review', embedded: true }]);
    await began(run, ['2'], { stage: 'review', minutes: 0.1 });
    expect(await lost()).toEqual(['1']);
  });

  test('is left alone where it waits for a service, is at work or has ended', async () => {
    const run = await runOf(['1', '2', '3', '4']);
    await began(run, ['1'], { minutes: 5 });
    await moveItems(db, run, [{ productId: '2', outcome: 'failed' }]);
    await letWait(db, {
      ...{ service: 'images', stage: 'hydrate' },
      items: [{ syncRunId: run, productId: '3', sellerPhone: PHONE }],
    });
    for (const id of ['1', '2', '3', '4']) await stood(run, id, 5);
    expect(await lost()).toEqual(['4']);
  });

  test('of a queue that stands the same part is sent again, ever less often: it is not flooded', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => String(i + 1));
    const run = await runOf(ids);
    let sent = 0;
    for (let minute = 0; minute < 8 * 60; minute++) {
      await db.$executeRaw`UPDATE "syncItems" SET "updatedAt" = "updatedAt" - interval '1 minute 1 second'`;
      sent += (await lost(10)).length;
    }
    expect(sent).toBeLessThan(10 * 35);
    // Once it moves, it is over.
    await began(run, ['1'], { minutes: 0.1 });
    await db.$executeRaw`UPDATE "syncItems" SET "updatedAt" = "updatedAt" - interval '1 day'`;
    expect(await lost()).toEqual([]);
  });
});

describe('a Scout', () => {
  let syncRunId: string;
  beforeEach(async () => {
    ({ syncRunId } = await openCatalogueRun(db, { sellerPhone: PHONE }));
  });

  const stuck = async () =>
    (await takeStuckScouts(db, { idleMs, lostMs: MINUTE, limit: 10 })).map((run) => run.syncRunId);
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
    expect(sentAgainAt[0]).toBe(5);
    expect(sentAgainAt.length).toBeLessThan(10);
  });

  test('that waits behind another’s visit is not sent again before that has had its time', async () => {
    const other = await openCatalogueRun(db, { sellerPhone: '254712345679' });
    await startRun(db, other.syncRunId);
    await pass(5);
    expect(await stuck()).toEqual([]);
    await pass(6);
    expect((await stuck()).sort()).toEqual([syncRunId, other.syncRunId].sort());
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
