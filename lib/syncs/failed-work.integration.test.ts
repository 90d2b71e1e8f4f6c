import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { dismissFailed, dismissRun } from './dismiss-work';
import { countFailedItems, readCauses, readFailedItems } from './failed-work';
import { moveItems } from './move-items';
import type { ItemRef, OpenItem } from './open-items';
import { openListedRun } from './open-run';
import { previewReplay, replayCause, replayProducts, replayRun, visitAgain } from './replay-work';
import { addFoundProducts, startRun } from './scout-run';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const SELLERS = { '1': '254711000001', '2': '254711000001', '3': '254711000002', '4': '254711000002' };
const IDS = Object.keys(SELLERS) as (keyof typeof SELLERS)[];
const products = IDS.map((productId) => ({ productId, sellerPhone: SELLERS[productId] }));
const sent: ItemRef[][] = [];
const visits: string[] = [];
const driven: OpenItem[] = [];
const deps = {
  db,
  requestHydration: async (items: ItemRef[]) => void sent.push(items),
  requestStages: async (items: OpenItem[]) => void driven.push(...items),
  requestSync: async ({ sellerPhone }: { sellerPhone: string }) => void visits.push(sellerPhone),
};
const blocked = { code: 'login_wall', message: 'WhatsApp asked to log in instead of showing the product.' };
const broken = { code: 'image_undecodable', message: 'The picture is broken.' };

beforeEach(async () => {
  sent.length = 0;
  visits.length = 0;
  const { syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone: null, products });
  await moveItems(db, syncRunId, [
    ...['1', '2', '3'].map((productId) => ({ productId, outcome: 'failed' as const, problem: blocked })),
    { productId: '4', hydrated: true as const, outcome: 'failed' as const, problem: broken },
  ]);
});

const failing = async () => (await readFailedItems(db, { limit: 10 })).map(({ productId }) => productId).sort();
const audits = () => db.auditLog.findMany({ orderBy: { id: 'asc' } });

test('causes are told with how many, whose, where and since when, the most first', async () => {
  expect(await readCauses(db)).toMatchObject([
    { code: 'login_wall', count: 3, sellers: 2, stages: [{ stage: 'hydrate', count: 3 }], message: blocked.message },
    { code: 'image_undecodable', count: 1, sellers: 1, stages: [{ stage: 'embed', count: 1 }] },
  ]);
  expect(await countFailedItems(db)).toEqual([
    { code: 'login_wall', count: 3 },
    { code: 'image_undecodable', count: 1 },
  ]);
});

test('a cause is read page by page', async () => {
  const [first] = await readFailedItems(db, { code: 'login_wall', limit: 1 });
  if (!first) throw new Error('nothing failed');
  const rest = await readFailedItems(db, { code: 'login_wall', before: first, limit: 10 });
  const ids = [first, ...rest].map(({ productId }) => productId);
  expect([...ids].sort()).toEqual(['1', '2', '3']);
});

describe('a replay', () => {
  test('of a cause starts just what was previewed, in one run with its line of audit', async () => {
    expect(await previewReplay(db, { code: 'login_wall' })).toEqual({
      ...{ products: 3, sellers: 2, leftOver: 0 },
      stages: [{ stage: 'hydrate', products: 3 }],
    });
    const { syncRunId, products: started } = await replayCause(deps, 'login_wall', 'admin');
    expect(started).toBe(3);
    expect(
      sent
        .flat()
        .map(({ productId }) => productId)
        .sort(),
    ).toEqual(['1', '2', '3']);
    expect(await audits()).toMatchObject([
      {
        actorId: 'admin',
        action: 'work.replayed',
        subject: `sync:${syncRunId}`,
        detail: { code: 'login_wall', count: 3 },
      },
    ]);
    // They are on their way: nothing is left to be started of that cause, and clicking twice starts nothing twice.
    expect(await failing()).toEqual(['4']);
    await expect(replayCause(deps, 'login_wall', 'admin')).rejects.toMatchObject({ code: 'nothing_to_replay' });
  });

  test('of some leaves the others', async () => {
    await replayProducts(deps, ['1', '4'], 'admin');
    expect(await failing()).toEqual(['2', '3']);
  });

  test('whose events could not be sent is kept: the sweep sends them', async () => {
    const away = { ...deps, requestHydration: () => Promise.reject(new Error('away')) };
    await expect(replayProducts(away, ['1'], 'admin')).rejects.toThrow('away');
    expect(await db.syncItem.count({ where: { productId: '1', outcome: null } })).toBe(1);
    expect(await audits()).toHaveLength(1);
  });

  test('of a catalogue is one run, however often it is asked for', async () => {
    const first = await visitAgain(deps, '254711000001', 'admin');
    expect(await visitAgain(deps, '254711000001', 'admin')).toEqual(first);
    expect(visits).toEqual(['254711000001', '254711000001']);
  });

  test('of a catalogue that has been visited and is under way drives its products on, and says so', async () => {
    const { syncRunId } = await visitAgain(deps, '254711000001', 'admin');
    await startRun(db, syncRunId);
    const products = ['11', '12', '13'].map((productId) => ({ productId, sellerPhone: '254711000001' }));
    await addFoundProducts(db, { syncRunId, sellerPhone: '254711000001', products, complete: true });
    await moveItems(db, syncRunId, [
      { productId: '12', stage: 'review' },
      { productId: '13', outcome: 'approved' },
    ]);
    visits.length = 0;
    const drivenOn = { syncRunId, products: 2, visits: false };
    expect(await visitAgain(deps, '254711000001', 'admin')).toEqual(drivenOn);
    expect(await replayRun(deps, syncRunId, 'admin')).toEqual(drivenOn);
    expect(visits).toEqual([]);
    const once = ['11 hydrate', '12 review'];
    expect(driven.map(({ productId, stage }) => `${productId} ${stage}`).sort()).toEqual([...once, ...once].sort());
  });
});

describe('what is dismissed', () => {
  test('leaves the list, with one line of audit, and is back when it fails again', async () => {
    expect(await dismissFailed(db, { code: 'login_wall' }, 'admin')).toEqual({ dismissed: 3 });
    expect(await failing()).toEqual(['4']);
    expect(await audits()).toMatchObject([
      { actorId: 'admin', action: 'work.dismissed', subject: 'cause:login_wall', detail: { count: 3 } },
    ]);
    await expect(dismissFailed(db, { code: 'login_wall' }, 'admin')).rejects.toMatchObject({
      code: 'nothing_to_dismiss',
    });
    const { syncRunId } = await replayProducts(deps, ['1'], 'admin');
    await moveItems(db, syncRunId, [{ productId: '1', outcome: 'failed', problem: blocked }]);
    expect(await failing()).toEqual(['1', '4']);
  });

  test('is one product, or a sync that failed as a whole', async () => {
    await dismissFailed(db, { productIds: ['2'] }, 'admin');
    expect(await failing()).toEqual(['1', '3', '4']);
    const run = await db.syncRun.create({ data: { kind: 'catalogue', state: 'failed', sellerPhone: '254711000001' } });
    expect(await dismissRun(db, run.id, 'admin')).toEqual({ dismissed: 1 });
    await expect(dismissRun(db, run.id, 'admin')).rejects.toMatchObject({ code: 'nothing_to_dismiss' });
    expect(await audits()).toHaveLength(2);
  });
});
