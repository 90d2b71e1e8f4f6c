import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { Service } from '@/lib/platform/errors';
import { asFaultError, closeFault, openFault, tryAtOnce } from '@/lib/service-faults/open-faults';
import { moveItems } from './move-items';
import { openListedRun } from './open-run';
import { readGivenUpItems, takeStuckItems } from './stuck-work';
import { countWaiting, endWaits, letWait, readResumable, readTrialItems } from './waiting-items';

const PHONE = '254712345678';
const IDS = ['1', '2', '3'];
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let run: string;

beforeEach(async () => {
  run = await runOf(IDS);
});

async function runOf(ids: string[]) {
  const products = ids.map((productId) => ({ productId, sellerPhone: PHONE }));
  return (await openListedRun(db, { kind: 'links', sellerPhone: PHONE, products })).syncRunId;
}

const refs = (ids: string[], syncRunId = run) => ids.map((productId) => ({ syncRunId, productId, sellerPhone: PHONE }));
const wait = (ids: string[], service: Service = 'reviewer') =>
  letWait(db, { service, stage: 'hydrate', items: refs(ids) });
const open = (service: Service) =>
  openFault(
    db,
    asFaultError({
      service,
      code: 'at_fault',
      message: 'At fault.',
      remedy: 'Mend it.',
      since: new Date(),
      due: false,
    }),
  );
const idsOf = (items: { productId: string }[]) => items.map(({ productId }) => productId).sort();
const resumable = async () => idsOf(await readResumable(db, 100));

test('what waits goes on once the fault is gone, and only then, each once', async () => {
  await open('reviewer');
  await wait(IDS);
  expect(await resumable()).toEqual([]);
  await closeFault(db, 'reviewer');
  const items = await readResumable(db, 100);
  expect(idsOf(items)).toEqual(IDS);
  await endWaits(db, items);
  expect(await resumable()).toEqual([]);
});

test('what comes back to wait while it is being sent on waits still', async () => {
  await wait(IDS);
  const items = await readResumable(db, 100);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await wait(['2']);
  await endWaits(db, items);
  expect(await resumable()).toEqual(['2']);
});

test('one product tries a service whose time has come: another one each time', async () => {
  await open('reviewer');
  await wait(IDS);
  expect(await readTrialItems(db)).toEqual([]);
  const tried: string[] = [];
  for (let i = 0; i < IDS.length; i++) {
    await tryAtOnce(db, 'reviewer');
    const [trial, ...others] = await readTrialItems(db);
    expect(others).toEqual([]);
    if (trial === undefined) throw new Error('nobody tries');
    tried.push(trial.productId);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await wait([trial.productId]);
  }
  expect(tried.sort()).toEqual(IDS);
});

test('moving ends the wait; what has ended is not made to wait', async () => {
  await wait(IDS);
  await moveItems(db, run, [{ productId: '1', stage: 'embed' }]);
  await moveItems(db, run, [{ productId: '2', outcome: 'failed' }]);
  await wait(['2']);
  expect(await countWaiting(db)).toEqual([{ service: 'reviewer', products: 1 }]);
});

test('products are counted, in all and in one run', async () => {
  await wait(['1'], 'reviewer');
  await wait(['2'], 'images');
  const other = await runOf(['1']);
  await letWait(db, { service: 'reviewer', stage: 'hydrate', items: refs(['1'], other) });
  expect(await countWaiting(db)).toEqual([
    { service: 'images', products: 1 },
    { service: 'reviewer', products: 1 },
  ]);
  expect(await countWaiting(db, other)).toEqual([{ service: 'reviewer', products: 1 }]);
});

test('however long it waits, it is neither stuck nor given up; what is stuck beside it is', async () => {
  await wait(['1', '2']);
  await db.syncItem.updateMany({ data: { updatedAt: new Date(Date.now() - 7 * 24 * 3_600_000) } });
  await db.syncItem.updateMany({ where: { productId: '2' }, data: { redrives: 9 } });
  // Tried a moment ago.
  await wait(['1']);
  const idleMs = 600_000;
  expect(idsOf(await takeStuckItems(db, { idleMs, limit: 10 }))).toEqual(['3']);
  expect(await readGivenUpItems(db, { idleMs, limit: 10 })).toEqual([]);
});
