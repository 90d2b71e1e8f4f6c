import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { openListedRun } from '@/lib/syncs/open-run';
import { takeStuckItems } from '@/lib/syncs/stuck-work';
import { countWaiting, letWait, readResumable } from '@/lib/syncs/waiting-items';
import { isPaused, pauseWork, readPausedStages, resumeWork } from './pauses';
import { readPaused } from './read-paused';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const sellerPhone = '254712345678';
const IDS = ['1', '2'];
const asked: string[] = [];
const deps = { db, requestResume: async (reason: string) => asked.push(reason) };
let syncRunId: string;

beforeEach(async () => {
  asked.length = 0;
  const products = IDS.map((productId) => ({ productId, sellerPhone }));
  ({ syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone, products }));
});

const pause = () => pauseWork(db, { what: 'hydrate', actorId: 'admin', reason: 'WhatsApp is changing its pages' });
const resume = () => resumeWork(deps, { what: 'hydrate', actorId: 'admin' });
const waits = () =>
  letWait(db, {
    ...{ service: 'hydrate', stage: 'hydrate' },
    items: IDS.map((productId) => ({ syncRunId, productId, sellerPhone })),
  });

test('a paused stage is told with how many wait, and to everybody neither who paused it nor why', async () => {
  expect(await pause()).toEqual({ what: 'hydrate', changed: true });
  await waits();
  const told = [{ stage: 'hydrate', since: expect.any(String), waiting: 2 }];
  expect(await readPausedStages(db)).toEqual(told);
  expect(await readPaused(db)).toEqual({ paused: [], pausedStages: told });
  expect(await countWaiting(db, syncRunId)).toEqual([{ service: 'hydrate', products: 2 }]);
});

test('what waits for it goes on once it is resumed, and only then; it is not stuck meanwhile', async () => {
  await pause();
  await waits();
  expect(await readResumable(db, 10)).toEqual([]);
  expect(await takeStuckItems(db, { idleMs: -1_000_000, limit: 10 })).toEqual([]);
  expect(await resume()).toEqual({ what: 'hydrate', changed: true });
  expect(asked).toHaveLength(1);
  expect((await readResumable(db, 10)).map(({ productId }) => productId).sort()).toEqual(IDS);
});

test('twice is once, and each change has its line of audit with before and after', async () => {
  await pause();
  expect((await pause()).changed).toBe(false);
  await resume();
  expect((await resume()).changed).toBe(false);
  const lines = await db.auditLog.findMany({ orderBy: { id: 'asc' } });
  expect(lines).toMatchObject([
    { actorId: 'admin', action: 'work.paused', subject: 'stage:hydrate', detail: { after: { paused: true } } },
    { actorId: 'admin', action: 'work.resumed', subject: 'stage:hydrate', detail: { after: { paused: false } } },
  ]);
});

test('resuming holds although the queue is away: the next minute finds what waits', async () => {
  await pause();
  const away = { db, requestResume: () => Promise.reject(new Error('away')) };
  expect(await resumeWork(away, { what: 'hydrate', actorId: 'admin' })).toMatchObject({ changed: true });
  expect(await isPaused(db, 'hydrate')).toBe(false);
});
