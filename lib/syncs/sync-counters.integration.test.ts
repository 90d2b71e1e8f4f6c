import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { SyncOutcome } from '@/lib/platform/prisma-client/enums';
import { insertFoundItems } from './found-items';
import { type ItemMove, moveItems } from './move-items';
import { openCatalogueRun, openListedRun } from './open-run';
import { readSync } from './read-sync';
import { addFoundProducts, endScout, startRun } from './scout-run';
import { syncViewSchema } from './sync-view.schema';

const { prisma: db } = useTestDatabase({ max: 12 });
let nextPhone = 254700000000;
let nextProduct = 1;

const newPhone = () => String(nextPhone++);
const newProducts = (count: number, sellerPhone: string) =>
  Array.from({ length: count }, () => ({ productId: String(nextProduct++), sellerPhone }));

async function read(syncRunId: string) {
  const sync = await readSync(db, syncRunId);
  if (!sync) throw new Error('the run is not there');
  return syncViewSchema.parse(sync);
}

describe('one catalogue, one run', () => {
  test('pasted many times at once', async () => {
    const sellerPhone = newPhone();
    const runs = await Promise.all(Array.from({ length: 10 }, () => openCatalogueRun(db, { sellerPhone })));
    expect(new Set(runs.map((run) => run.syncRunId)).size).toBe(1);
    expect(runs.filter((run) => run.created)).toHaveLength(1);
  });

  test('a finished one makes room for the next', async () => {
    const sellerPhone = newPhone();
    const first = await openCatalogueRun(db, { sellerPhone });
    await startRun(db, first.syncRunId);
    await endScout(db, { syncRunId: first.syncRunId, sellerPhone, outcome: 'interstitial', detail: 'x' });
    const second = await openCatalogueRun(db, { sellerPhone });
    expect(second).toMatchObject({ created: true });
    expect(second.syncRunId).not.toBe(first.syncRunId);
  });

  test('the Scout reporting twice adds everything once', async () => {
    const sellerPhone = newPhone();
    const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
    const products = newProducts(30, sellerPhone);
    expect(await startRun(db, syncRunId)).toBe(true);
    const report = { syncRunId, sellerPhone, products: [...products, ...products], complete: true };
    const reports = await Promise.all([addFoundProducts(db, report), addFoundProducts(db, report)]);
    for (const { open } of reports) expect(open).toHaveLength(30);
    expect((await read(syncRunId)).counts.found).toBe(30);
    expect(await startRun(db, syncRunId)).toBe(false);
    const logs = await db.catalogSyncLog.findMany({ where: { syncRunId, eventType: 'scout_success' } });
    expect(logs).toHaveLength(1);
  });
});

describe('what a visit of the catalogue showed', () => {
  test('is the seller’s for good: a link under another number does not take it along', async () => {
    const sellerPhone = newPhone();
    const [shown, linked] = newProducts(2, sellerPhone);
    if (!shown || !linked) throw new Error('no product');
    const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
    await db.$transaction((tx) => insertFoundItems(tx, syncRunId, [linked]));
    await startRun(db, syncRunId);
    await addFoundProducts(db, { syncRunId, sellerPhone, products: [shown], complete: true });
    const other = newPhone();
    await openListedRun(db, {
      ...{ kind: 'links', sellerPhone: other },
      products: [shown, linked].map(({ productId }) => ({ productId, sellerPhone: other })),
    });
    const rows = await db.product.findMany({ where: { productId: { in: [shown.productId, linked.productId] } } });
    expect(rows).toHaveLength(2);
    expect(rows.find(({ productId }) => productId === shown.productId)).toMatchObject({
      ...{ sellerPhone, seenInCatalogueAt: expect.any(Date) },
    });
    expect(rows.find(({ productId }) => productId === linked.productId)).toMatchObject({
      ...{ sellerPhone: other, seenInCatalogueAt: null },
    });
  });
});

describe('a Scout that brings nothing', () => {
  test('fails the run with its reason', async () => {
    const sellerPhone = newPhone();
    const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
    await startRun(db, syncRunId);
    await endScout(db, { syncRunId, sellerPhone, outcome: 'interstitial', detail: 'Paste product links.' });
    await endScout(db, { syncRunId, sellerPhone, outcome: 'blocked', detail: 'too late' });
    expect(await read(syncRunId)).toMatchObject({
      state: 'failed',
      outcome: 'interstitial',
      detail: 'Paste product links.',
    });
  });

  test('does not fail products that were named beside the catalogue', async () => {
    const sellerPhone = newPhone();
    const { syncRunId } = await openCatalogueRun(db, { sellerPhone });
    const products = newProducts(2, sellerPhone);
    await db.$transaction((tx) => insertFoundItems(tx, syncRunId, products));
    await startRun(db, syncRunId);
    await endScout(db, { syncRunId, sellerPhone, outcome: 'not_found', detail: 'x' });
    expect((await read(syncRunId)).state).toBe('running');
    await moveItems(
      db,
      syncRunId,
      products.map(({ productId }) => ({ productId, outcome: 'approved' as const })),
    );
    expect(await read(syncRunId)).toMatchObject({
      state: 'finished',
      outcome: 'not_found',
      counts: { found: 2, approved: 2 },
    });
  });
});

test('a product read from another seller before fails at once, and the run can end with nothing else', async () => {
  const owner = newPhone();
  const [product] = newProducts(1, owner);
  if (!product) throw new Error('no product');
  await openListedRun(db, { kind: 'links', sellerPhone: owner, products: [product] });
  await db.product.update({ where: { productId: product.productId }, data: { lastHydratedAt: new Date() } });
  const thief = newPhone();
  const { syncRunId, open } = await openListedRun(db, {
    kind: 'links',
    sellerPhone: thief,
    products: [{ ...product, sellerPhone: thief }],
  });
  expect(open).toEqual([]);
  expect(await read(syncRunId)).toMatchObject({
    state: 'finished',
    counts: { found: 1, failed: 1 },
    problems: [{ productId: product.productId, code: 'product_of_another_seller' }],
  });
});

test('a run given the same id twice is one run', async () => {
  const sellerPhone = newPhone();
  const products = newProducts(3, sellerPhone);
  const syncRunId = crypto.randomUUID();
  await openListedRun(db, { kind: 'links', sellerPhone, products });
  const request = { syncRunId, kind: 'heartbeat' as const, sellerPhone: null, products };
  expect((await openListedRun(db, request)).open).toHaveLength(3);
  expect(await openListedRun(db, request)).toMatchObject({ created: false, open: products });
  expect((await read(syncRunId)).counts.found).toBe(3);
  await moveItems(
    db,
    syncRunId,
    products.map(({ productId }) => ({ productId, outcome: 'unchanged' as const })),
  );
  const logs = await db.catalogSyncLog.findMany({ where: { syncRunId }, orderBy: { id: 'asc' } });
  expect(logs.map((log) => log.eventType)).toEqual(['heartbeat_start', 'heartbeat_done']);
});

test('an ended item moves no more, a late duplicate pulls nothing back, a log line is written once', async () => {
  const sellerPhone = newPhone();
  const [product, other] = newProducts(2, sellerPhone);
  if (!product || !other) throw new Error('no product');
  const { productId } = product;
  const { syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone, products: [product, other] });
  const hydrated: ItemMove = { productId, stage: 'embed', hydrated: true, logs: [{ eventType: 'hydrate_success' }] };
  expect(await moveItems(db, syncRunId, [hydrated])).toEqual([productId]);
  expect(await moveItems(db, syncRunId, [{ productId, stage: 'review', embedded: true }])).toEqual([productId]);
  expect(await moveItems(db, syncRunId, [hydrated])).toEqual([]);
  expect(await moveItems(db, syncRunId, [{ productId, outcome: 'flagged' }])).toEqual([productId]);
  expect(await moveItems(db, syncRunId, [{ productId, outcome: 'approved', persisted: true }])).toEqual([]);
  expect(await read(syncRunId)).toMatchObject({
    state: 'running',
    counts: { hydrated: 1, embedded: 1, flagged: 1, approved: 0 },
  });
  expect(await db.catalogSyncLog.count({ where: { syncRunId, eventType: 'hydrate_success' } })).toBe(1);
});

const OUTCOMES: SyncOutcome[] = ['approved', 'flagged', 'rejected', 'unchanged', 'inactive', 'failed'];

test('counters equal what the items say, whatever comes twice, at once or in another order', async () => {
  const way = fc.record({
    outcome: fc.constantFrom(...OUTCOMES),
    duplicates: fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(way, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (ways, dice) => {
        const sellerPhone = newPhone();
        const products = newProducts(ways.length, sellerPhone);
        const { syncRunId } = await openListedRun(db, { kind: 'links', sellerPhone, products });
        const moves = ways.flatMap(({ outcome, duplicates }, i) => {
          const productId = products[i]?.productId ?? '';
          const way: ItemMove[] = [
            { productId, stage: 'embed', hydrated: true },
            { productId, stage: 'review', embedded: true },
            { productId, stage: 'persist' },
            { productId, outcome, ...(outcome === 'approved' ? { persisted: true as const } : {}) },
          ];
          return [...way, ...duplicates.flatMap((at) => way[at] ?? [])];
        });
        const roll = () => Number(dice.next().value);
        const batches: ItemMove[][] = [];
        const left = moves.map((move) => ({ move, at: roll() })).sort((a, b) => a.at - b.at);
        while (left.length > 0) {
          const batch = left.splice(0, 1 + (roll() % 8)).map(({ move }) => move);
          batches.push([...new Map(batch.map((move) => [move.productId, move])).values()]);
          // What a batch may not hold twice goes on alone.
          for (const move of batch) if (!batches.at(-1)?.includes(move)) batches.push([move]);
        }
        await Promise.all(batches.map((batch) => moveItems(db, syncRunId, batch)));
        await moveItems(
          db,
          syncRunId,
          products.map(({ productId }) => ({ productId, outcome: 'failed' as const })),
        );

        const { counts, state } = await read(syncRunId);
        const items = await db.syncItem.findMany({ where: { syncRunId } });
        const count = (outcome: SyncOutcome) => items.filter((item) => item.outcome === outcome).length;
        expect(state).toBe('finished');
        expect(counts).toEqual({
          found: ways.length,
          hydrated: items.filter((item) => item.hydrated).length,
          embedded: items.filter((item) => item.embedded).length,
          persisted: items.filter((item) => item.persisted).length,
          approved: count('approved'),
          flagged: count('flagged'),
          rejected: count('rejected'),
          unchanged: count('unchanged'),
          inactive: count('inactive'),
          failed: count('failed'),
        });
        expect(OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0)).toBe(counts.found);
      },
    ),
    { numRuns: 40 },
  );
});
